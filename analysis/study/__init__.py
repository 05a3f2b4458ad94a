"""Figures for one person: requirements, the plan, projects, interviews."""

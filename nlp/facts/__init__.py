"""What a posting says beside its skills: role, seniority, workplace, pay, years, country."""

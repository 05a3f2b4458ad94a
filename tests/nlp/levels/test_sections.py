"""The level of a mention in texts of every shape."""

import pytest


def levels(extractor, text):
    return {mention.surface: mention.level for mention in extractor.mentions(text)}


def test_headings_set_the_level(extractor):
    text = (
        "About us\nWe love Kafka.\nResponsibilities\n- Run Airflow\nRequirements\n- Python\n- Docker\n"
        "Nice to have\n- Rust experience\nBenefits\nFree Tableau courses"
    )

    assert levels(extractor, text) == {
        "Kafka": "boilerplate",
        "Airflow": "mentioned",
        "Python": "required",
        "Docker": "required",
        "Rust": "preferred",
        "Tableau": "boilerplate",
    }


def test_a_paragraph_without_line_breaks_keeps_its_headings(extractor):
    text = (
        "Our platform moves money.Responsibilities: Build services with DjangoRequirements: 5+ years of "
        "Python"
        "Strong TableauPreferred Qualifications Experience with Kubernetes.What we offer: A Jira licence"
    )

    found = levels(extractor, text)

    assert (found["Django"], found["Python"], found["Tableau"]) == ("mentioned", "required", "required")
    assert (found["Kubernetes"], found["Jira"]) == ("preferred", "boilerplate")


@pytest.mark.parametrize(
    ("sentence", "preferred", "required"),
    [
        ("Python, and Kubernetes is a plus", {"Python", "Kubernetes"}, set()),
        ("Python is required; Kubernetes is a plus", {"Kubernetes"}, {"Python"}),
        ("Strong Python, ideally with PyTorch", {"PyTorch"}, {"Python"}),
        ("Strong Python, ideally in a larger team of a bank", set(), {"Python"}),
        ("Python (ideally)", {"Python"}, set()),
        ("Python, Spark (preferred)", {"Spark"}, {"Python"}),
        ("Docker experience (Kubernetes preferred)", {"Kubernetes"}, {"Docker"}),
        ("Experience with SQL is essential, experience with AWS is a bonus", {"AWS"}, {"SQL"}),
        ("Python or Scala, experience with AWS is a plus", {"AWS"}, {"Python", "Scala"}),
        ("Bonus points for Terraform", {"Terraform"}, set()),
        ("(Optional) Practical use of Docker and Kubernetes", {"Docker", "Kubernetes"}, set()),
        (
            "Kafka; Docker knowledge preferred (Podman or Kubernetes)",
            {"Docker", "Podman", "Kubernetes"},
            {"Kafka"},
        ),
        ("Python and SQL", set(), {"Python", "SQL"}),
        ("Python (preferred) or Scala", set(), {"Python", "Scala"}),
        ("Python, with Kubernetes preferred", {"Kubernetes"}, {"Python"}),
        ("A degree in a field of science preferred, strong Python", set(), {"Python"}),
        ("First steps in industry preferred Experience with Python and Docker", set(), {"Python", "Docker"}),
        ("Ideally some Rust Experience with Python", {"Rust"}, {"Python"}),
        ("Ideally a queue (e.g. Kafka or Airflow)", {"Kafka", "Airflow"}, set()),
        ("Running Docker in production (bonus if you know hospitals from inside)", set(), {"Docker"}),
        ("Solid Python in large teams, other programming languages are a bonus", set(), {"Python"}),
        ("Python, other languages such as Rust are a bonus", {"Rust"}, {"Python"}),
    ],
)
def test_a_plus_reaches_as_far_as_its_clause(extractor, sentence, preferred, required):
    found = levels(extractor, f"Requirements\n- {sentence}\n")

    assert {name for name, level in found.items() if level == "preferred"} == preferred
    assert {name for name, level in found.items() if level == "required"} == required


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Initech | Berlin | Remote\nWe need someone with strong Kafka experience.", "required"),
        ("Initech | Berlin | Remote\nOur stack: Kafka.", "mentioned"),
        (
            "Initech | Berlin | Remote\nInitech, founded in 2011, is a leading maker of Kafka add-ons.",
            "boilerplate",
        ),
        ("Initech | Berlin | Remote\nKafka would be nice, we are looking for people.", "preferred"),
        ("Job description\nFamiliarity with Kafka", "required"),
        ("Responsibilities\nYou will run Kafka", "mentioned"),
        ("Responsibilities\nExperience with Kafka", "required"),
        ("We sell soap. You will need Kafka and patience.", "required"),
        ("You know your way around Kafka.", "required"),
        ("Initech | Berlin | Remote\nNaturally, Kafka experience helps.", "preferred"),
        ("Requirements\n- Docker\nIdeal qualifications:\n- Kafka", "preferred"),
        ("Nice to have:\n- Kafka & AdTech: Prior experience with both.", "preferred"),
    ],
)
def test_where_no_heading_tells_the_sentence_does(extractor, text, level):
    assert levels(extractor, text)["Kafka"] == level


@pytest.mark.parametrize(
    ("sentence", "level"),
    [
        ("We are looking for an engineer to build Kafka pipelines.", "mentioned"),
        ("Initech seeks a colleague who will help us shape our Kafka platform.", "mentioned"),
        ("We are looking for engineers who bring fresh ideas about Kafka.", "mentioned"),
        ("We are looking for an engineer with strong Kafka skills.", "required"),
        ("We are hiring engineers to join us, with experience in Kafka.", "required"),
        ("We need somebody willing to work on Kafka.", "required"),
    ],
)
def test_what_somebody_is_looked_for_to_do_is_mentioned(extractor, sentence, level):
    assert levels(extractor, f"Job description\n{sentence}")["Kafka"] == level


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Responsibilities\n- Work hands-on with Kafka", "mentioned"),
        ("Responsibilities\n- Share your knowledge of Kafka", "mentioned"),
        ("Responsibilities\n- Excellent knowledge of Kafka", "required"),
        ("Benefits\n- Gain experience with Kafka", "boilerplate"),
        ("Job description\nWe use Kafka for the best customer experience.", "mentioned"),
        ("Job description\nYou are responsible for Kafka.", "mentioned"),
        ("Job description\nKafka is updated as required.", "mentioned"),
        ("Job description\nWe are looking for Kafka developers.", "required"),
        ("Job description\nWe are looking for an MLOps engineer. Kafka.", "mentioned"),
        ("Requirements\n- Docker\n\nWe use Kafka and like it.", "mentioned"),
        ("Requirements\n- Docker\n- Tools: Kafka", "required"),
        ("About Initech: Initech grows.\nYou should know Kafka well", "required"),
        ("If you have also seen Kafka, great!", "preferred"),
        ("Requirements\nYour role\n- Kafka", "mentioned"),
        ("Requirements\n\nThe position\n- Kafka", "required"),
        ("Acme - Nice to Have Skills\n- Kafka", "preferred"),
        ("Aufgaben\n- Du hast Erfahrung mit Kafka", "required"),
        ("Responsabilità\n- Hai esperienza con Kafka", "required"),
    ],
)
def test_a_line_is_told_by_its_part_and_by_how_it_begins(extractor, text, level):
    assert levels(extractor, text)["Kafka"] == level


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Aufgaben\n- Tiefes Verständnis von Kafka", "required"),
        ("Ihr Profil\n- Kafka ist ein starkes Plus", "preferred"),
        ("Missions\n- Excellentes compétences sur Kafka", "required"),
        ("Profil\n- Kafka serait un réel atout", "preferred"),
        ("Profil\nUn petit plus ? Kafka", "preferred"),
        ("Requisitos\n- Kafka (muy valorado)", "preferred"),
        ("Requisitos\n- Kafka es una ventaja", "preferred"),
        ("Requisitos\n- Kafka será um diferencial, são diferenciais", "preferred"),
        ("Requisiti\n- Preferibile Kafka", "preferred"),
        ("Profiel\n- Kafka is een grote pre", "preferred"),
        ("Dine opgaver\n- Solid forståelse for Kafka", "required"),
        ("Din profil\n- Kafka er et stort plus", "preferred"),
        ("Din profil\nDitt uppdrag: Du bygger Kafka", "mentioned"),
        ("Vår stack\nHar arbetat med Kafka.", "required"),
        ("Vi sælger både.\nDu har mulighed for at lære Kafka.", "mentioned"),
        ("Vi säljer båtar.\nDu har möjlighet att lära dig Kafka.", "mentioned"),
    ],
)
def test_a_cue_of_another_language_sets_the_level(extractor, text, level):
    assert levels(extractor, text)["Kafka"] == level


def test_a_role_that_is_looked_for_asks_for_no_practice(extractor):
    found = extractor.mentions("We are looking for a computer vision engineer with strong Python.")

    assert {mention.skill: mention.level for mention in found} == {
        "computer-vision": "mentioned",
        "python": "required",
    }


@pytest.mark.parametrize(
    ("text", "preferred", "required"),
    [
        (
            "Wir wachsen hier Ihr Profil Gute Kenntnisse in Python Docker von Vorteil Wir bieten Tee",
            {"Python", "Docker"},
            set(),
        ),
        ("Une belle équipe de passionnés Profil recherché Vous connaissez Python", set(), {"Python"}),
        ("We grow fast and far Requirements: Python Preferred Qualifications Docker", {"Docker"}, {"Python"}),
    ],
    ids=["de", "fr", "en"],
)
def test_a_heading_inside_a_run_on_line_begins_with_a_capital(extractor, text, preferred, required):
    found = levels(extractor, text)

    assert {name for name, level in found.items() if level == "preferred"} == preferred
    assert {name for name, level in found.items() if level == "required"} == required


def test_a_word_with_a_hyphen_behind_it_is_no_heading(extractor):
    assert levels(extractor, "Requirements\n- Skills-based hiring\n- Python")["Python"] == "required"


def test_an_introduced_list_has_the_level_of_its_introduction(extractor):
    text = (
        "About us\nWe love Kafka.\nAs an engineer at Initech, you will:\n- Run Airflow\n"
        "To succeed, you must have all of the following:\n- Python\n"
        "Any of these would be a plus:\n- Docker\n- Rust experience"
    )

    found = levels(extractor, text)

    assert found == {
        "Kafka": "boilerplate",
        "Airflow": "mentioned",
        "Python": "required",
        "Docker": "preferred",
        "Rust": "preferred",
    }


@pytest.mark.parametrize(
    ("first", "second", "level"),
    [
        ("Desired skills", "Bonus points", "required"),
        ("Desired skills", "Responsibilities", "required"),
        ("Desirable", "Responsibilities", "preferred"),
        ("Ideally you'd have", "Bonus points", "preferred"),
        ("Nice to have", "Bonus points", "preferred"),
    ],
)
def test_wishes_are_the_requirements_where_there_are_no_others(extractor, first, second, level):
    assert levels(extractor, f"{first}\nPython\n{second}\nDocker")["Python"] == level


def test_a_label_holds_for_its_line_only(extractor):
    text = (
        "Requirements\n- Tech stack: Solid knowledge of Python\n- Cloud: AWS\n"
        "Nice to have: Rust experience\n- Docker"
    )

    assert levels(extractor, text) == {
        "Python": "required",
        "Cloud": "required",
        "AWS": "required",
        "Rust": "preferred",
        "Docker": "required",
    }


def test_windows_line_ends_are_line_ends(extractor):
    found = levels(extractor, "Requirements\r\nPython\r\nNice to have\r\nDocker\r\n")

    assert found == {"Python": "required", "Docker": "preferred"}


@pytest.mark.parametrize(
    ("text", "preferred", "required"),
    [
        (
            "Must: Python, SQL. Plus: Spark, Kafka. Bonus: Terraform.",
            {"Spark", "Kafka", "Terraform"},
            {"Python", "SQL"},
        ),
        ("Les plus : Airflow, dbt\nIndispensable : Python, SQL", {"Airflow", "dbt"}, {"Python", "SQL"}),
        ("Se valora: Docker\nImprescindible: Python", {"Docker"}, {"Python"}),
        ("Diferenciais: Docker\nObrigatório: Python", {"Docker"}, {"Python"}),
        ("Les plus\n- Docker\nIndispensable\n- Python", {"Docker"}, {"Python"}),
        ("🌟 Brownie points: Docker", {"Docker"}, set()),
        (
            "### Things you absolutely need\n- Python\n### What we won't reject you for\n- Docker",
            {"Docker"},
            {"Python"},
        ),
        ("What we do NOT want\n- Tableau collectors", set(), set()),
    ],
    ids=range(8),
)
def test_musts_and_pluses_of_other_wordings_and_languages(extractor, text, preferred, required):
    found = levels(extractor, text)

    assert {name for name, level in found.items() if level == "preferred"} == preferred
    assert {name for name, level in found.items() if level == "required"} == required


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Preferred qualifications\n- Python experience is required", "required"),
        ("Preferred qualifications\n- Python is welcome, not required", "preferred"),
        ("Requirements\n- You will build services in Python", "mentioned"),
        ("Requirements\n- You will need Python", "required"),
        ("We are hiring engineers interested in working with Python.", "mentioned"),
        ("Initech, a leading bank, is looking for an engineer with Python.", "required"),
        ("For our Python services we are looking for a calm engineer.", "mentioned"),
        ("Python or Scala experience.", "required"),
        (
            "Python guards the pipes of a town, and we like people who bring the calm of long experience.",
            "mentioned",
        ),
        ("Build a Python client for our customers", "mentioned"),
        ("Initech tests pipes.\nSkills: python,sql,docker", "mentioned"),
        ("Skills: python, sql, docker", "required"),
        ("Benefits\nPython would be valuable in this role.", "preferred"),
        ("Strong candidates may also:\n- Have written Python", "preferred"),
        ("Requisitos\n- São valorizados conhecimentos de Python", "preferred"),
        ("Valoraremos experiencia en Python.", "preferred"),
        ("Gute Datenbankkenntnisse in Python.", "required"),
        ("Vous maitrisez Python.", "required"),
        ("About us\nOur stack includes Python.", "mentioned"),
        ("About us\nWe use Python to hear leaks.", "boilerplate"),
    ],
    ids=range(20),
)
def test_the_words_of_a_sentence_set_the_level_that_its_part_does_not(extractor, text, level):
    found = levels(extractor, text)

    assert found.get("Python", found.get("python")) == level

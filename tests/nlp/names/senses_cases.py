"""Sentences in which an ambiguous word is a skill, and sentences in which it is not; all invented."""

# skill id -> (sentences that name it, sentences that do not)
CASES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "aix": (("Linux, AIX and Solaris", "IBM AIX"), ("LILLE | AIX-EN-PROVENCE", "AIX EN PROVENCE, Python")),
    "altair": (
        ("Charts in Plotly, Altair", "Altair or Bokeh"),
        ("Altair Engineering is hiring.", "Altair, the star"),
    ),
    "apex": (("Salesforce Apex triggers", "Apex classes"), ("The Apex Building", "We stay at Apex Hotel.")),
    "arrow": (
        ("Parquet and Avro, Arrow", "pandas, Arrow"),
        ("Press the Arrow key.", "Arrow Electronics is hiring."),
    ),
    "aurora": (("Aurora Serverless", "RDS, Aurora"), ("Aurora is hiring.", "Aurora, Colorado")),
    "big-data": (("Experience with big data",), ()),
    "boost": (("C++, Boost", "Boost libraries"), ("Boost your career.", "Give sales a Boost: join us.")),
    "cohere": (("OpenAI, Cohere", "Cohere or Bedrock"), ("Join Cohere today.", "Cohere is hiring.")),
    "datalog": (("Prolog or Datalog",), ("Du er uddannet datalog, og du kender til SQL og vores platform.",)),
    "dax": (
        ("Skills: Power BI, DAX, SQL",),
        ("Listed in the DAX.", "A DAX company", "Notes by Dragon Ambient eXperience (DAX)"),
    ),
    "delphi": (("Delphi developer", "Delphi code"), ("A Delphi study among experts", "The Delphi method")),
    "drift-detection": (
        ("Monitor models for drift.",),
        (
            "Timestamps and version drift",
            "Teknisk drift og support",
            "Du får ansvar for drift og udvikling af vores platform.",
        ),
    ),
    "epic": (("Cerner, Epic", "Epic Clarity"), ("An Epic journey", "Epic Games is hiring.")),
    "falcon": (("Llama, Falcon", "Falcon 40B"), ("The Falcon has landed.", "Falcon Heavy")),
    "globus": (
        ("Skills: Globus, Slurm",),
        ("Rund um den Globus arbeiten wir mit Python und SQL für die Kunden.",),
    ),
    "grok": (("Claude, Grok", "Gemini, Grok or others"), ("You Grok the problem.", "Grok how systems work.")),
    "hex": (("Looker, Hex", "dbt, Hex"), ("Hex code of a colour", "A Hex bolt")),
    "ibm-watson": (("IBM Watson", "Watson Studio"), ("Dr Watson leads us.", "Watson is our founder.")),
    "looker": (("Skills: tableau, looker, sql", "Tableau, Looker"), ("You are a good looker.",)),
    "low-latency": (("Low latency services", "Reduce latency."), ()),
    "mamba": (("Transformers, Mamba", "conda, Mamba"), ("The Mamba spirit", "Mamba mentality")),
    "microsoft-fabric": (
        ("Microsoft Fabric", "Databricks, Fabric"),
        ("The Fabric of society", "Part of our Fabric softener team"),
    ),
    "modal": (("RunPod, Modal", "Replicate, Modal or similar"), ("A Modal window", "Multi Modal data")),
    "model-evaluation": (
        (
            "Evaluate different machine learning models.",
            "training, evaluation, and serving",
            "Assess predictive models.",
        ),
        (
            "Evaluate suppliers each year.",
            "our evaluation process",
            "the evaluation of vendors",
            "The pay is based on an evaluation of your skills.",
        ),
    ),
    "perplexity": (("ChatGPT, Perplexity",), ("Lower Perplexity scores", "Metrics like BLEU, Perplexity")),
    "play-framework": (
        ("Scala, Play", "Akka and the Play framework"),
        ("Google Play Store", "Work hard, Play hard"),
    ),
    "pyro": (("Stan, Pyro", "Pyro or Edward"), ("Pyro shows at our summer party",)),
    "shell": (("Bash, Shell", "Shell scripting"), ("Shell plc is hiring.", "We work at Shell.")),
    "sigma-computing": (("Looker, Sigma", "Sigma Computing"), ("Six Sigma", "Sigma Aldrich")),
    "stan": (("PyMC, Stan", "Stan models"), ("Stan Meadows leads us.",)),
    "strands-agents": (("LangGraph, Strands", "Strands SDK"), ("DNA Strands", "The Strands of our work")),
    "whisper": (("OpenAI Whisper", "Whisper models"), ("Not a Whisper", "The Whisper campaign")),
    "windsurf": (("Cursor, Windsurf", "Copilot or Windsurf"), ("Learn to Windsurf.", "A Windsurf board")),
    "yarn": (("Hadoop, YARN", "YARN, HDFS"), ()),
    "go": (
        (
            "Services in Go and Python.",
            "Proficiency in Go",
            "Java, Go, or Rust",
            "Go developer with taste",
            "We write Go.",
            "TypeScript (React/Redux), Go.",
            "Kenntnisse in Go",
            "Python y Go",
        ),
        (
            "Own the Go-to-market plan.",
            "Go above and beyond for users.",
            "Ready to Go live next week.",
            "Go to our site to apply.",
            "Let's Go!",
            "Be the Go to person for pipelines.",
        ),
    ),
    "r": (
        (
            "Python or R",
            "Experience with R, SQL and SAS",
            "R programming",
            "statistical computing in R.",
            "Python/R",
            "Languages: R",
            "<li>Python &amp; R</li>",
            "<li>SQL</li><li>R</li>",
            "Conoscenza di R",
            "Python oder R",
            "Maîtrise de R",
        ),
        (
            "Our R&D lab grows.",
            "R & D budget",
            "Rated R for language.",
            "The R Group is hiring.",
            "Toys R Us",
            "R-squared above 0.9",
        ),
    ),
    "c": (
        (
            "C/C++ on embedded boards",
            "Fluent in C and Python",
            "C, C++ and Rust",
            "written in C.",
            "C programming",
        ),
        (
            "Series C start-up",
            "Talk to C-level executives.",
            "Vitamin C for all",
            "Plan C failed.",
            "Meet the C-suite.",
            "Washington, D.C. office",
        ),
    ),
    "spark": (
        (
            "Spark and Kafka",
            "Experience with Spark",
            "Hadoop/Spark",
            "Spark jobs in Python",
            "pipelines in Spark.",
            "Knowing Hadoop, Hive, and Spark a plus",
            "We move from Hadoop to Spark.",
        ),
        (
            "We spark joy in users.",
            "Ideas that spark change",
            "Spark your curiosity here.",
            "a spark of genius",
            "Spark a conversation",
        ),
    ),
    "excel": (
        (
            "Maîtrise d'Excel",
            "Maîtrise d’Excel",
            "Advanced Excel",
            "Word, Excel and PowerPoint",
            "SQL, Excel",
            "Proficient in Excel",
            "tools like Python, SQL, and Excel",
            "Excel : maîtrise avancée",
            "Power BI et Excel",
        ),
        (
            "You excel at your craft.",
            "People who excel in teams",
            "Excel in a fast-paced place.",
            "We want you to excel.",
            "You thrive and excel here.",
        ),
    ),
    "express": (
        (
            "Node.js and Express",
            "Express, React and MongoDB",
            "Express.js",
        ),
        (
            "American Express is a client.",
            "Express yourself freely.",
            "express written consent",
            "Express interest by Friday.",
            "Illustrator, Express, Stock and more",
        ),
    ),
    "microsoft-access": (
        ("Excel, Access and Word", "Microsoft Access", "Word, Access, Excel"),
        ("Access to good coffee", "You have access to data.", "access control lists", "Access our portal."),
    ),
    "microsoft-teams": (
        (
            "Slack, Teams, Zoom",
            "Microsoft Teams",
            "Zoom/Teams",
            "chat integrations (Teams, Outlook)",
        ),
        (
            "Work with product Teams.",
            "Teams of five people",
            "across Teams and regions",
            "Our Teams ship often.",
            "Growth Teams are small.",
        ),
    ),
    "word": (
        ("Word, Excel and PowerPoint", "Microsoft Word"),
        ("Word of mouth brings us users.", "word embeddings", "Spread the Word about us.", "Word processing"),
    ),
    "swift": (
        ("Swift and Kotlin", "iOS apps in Swift", "Swift developers"),
        ("Swift action is needed.", "Swift response to incidents", "Taylor Swift tickets"),
    ),
    "spring": (
        ("Java and Spring", "Spring, Hibernate and JPA", "Spring, Hibernate"),
        ("Join us in Spring 2027.", "Spring internship", "Silver Spring office", "Spring break"),
    ),
    "ray": (
        ("Ray, Dask and Spark", "Distributed training frameworks such as Ray", "Kubernetes and Ray"),
        ("X-Ray images", "Ask Ray Smith for help.", "ray tracing engine", "Blu-Ray discs"),
    ),
    "cursor": (
        (
            "Copilot or Cursor",
            "Tools like Cursor, Claude Code",
            "Cursor IDE",
            "coding assistants, particularly Cursor.",
        ),
        (
            "Move the Cursor position.",
            "a database Cursor",
            "mouse Cursor",
        ),
    ),
    "claude": (
        ("GPT-4, Claude and Llama", "Anthropic Claude", "LLMs such as Claude"),
        ("Ask Jean-Claude for the keys.", "Claude Monet paintings", "Report to Claude Dupont-Morel."),
    ),
    "gemini": (
        ("Gemini, GPT-4 and Claude", "Google Gemini", "models like Gemini"),
        ("Gemini Trust Company employs you.", "Gemini Observatory"),
    ),
    "microsoft-copilot": (
        ("Microsoft Copilot", "Cursor, Copilot", "Copilot or Cursor"),
        ("Be a Copilot for your manager.",),
    ),
    "mistral": (
        ("Llama, Mistral and GPT-4", "models such as Mistral", "Mistral AI"),
        ("Work at Mistral in Marseille.",),
    ),
    "llama": (
        ("Llama 3 and GPT-4", "fine-tune Llama models", "LLaMA, Mistral"),
        ("Visit our llama farm.",),
    ),
    "unity": (
        ("Unity or Unreal Engine", "Unity game engine", "Games in Unity"),
        (
            "The Unity of the team",
            "Unity Point Health",
        ),
    ),
    "notion": (
        ("Slack, Notion, Jira", "Notion and Confluence"),
        (
            "The notion of fairness",
            "Any Notion that this is easy is wrong.",
        ),
    ),
    "linear": (
        ("Jira, Linear, GitHub", "Linear, Slack"),
        ("linear algebra", "Linear regression models", "Linear programming"),
    ),
    "slack": (
        ("Slack and Jira", "Tools: Slack, GitHub"),
        ("Join our Slack community.", "Leave some slack time in plans.", "Slack variables"),
    ),
    "oracle": (
        ("Oracle database", "Oracle, MySQL", "Experience with Oracle"),
        (
            "Oracle is an equal opportunity employer.",
            "Redwood Oracle Park seats",
        ),
    ),
    "chef": (
        ("Puppet, Chef, Ansible", "Chef or Ansible"),
        ("Meals by our private Chef", "Chef prepared lunches", "an in-house Chef"),
    ),
    "puppet": (("Ansible, Puppet", "Puppet or Chef"), ("a hand puppet show",)),
    "dash": (
        ("Plotly Dash", "Streamlit or Dash", "Dash, Streamlit"),
        ("Door Dash delivers lunch.", "a Dash of humour"),
    ),
    "beam": (
        ("Apache Beam", "Beam, Flink and Spark", "Dataflow/Beam"),
        ("electron beam physics", "beam search decoding", "laser beam", "I beam with pride."),
    ),
    "hive": (
        ("Hadoop, Hive and Pig", "Hive, Presto", "Spark and Hive"),
        ("the hive mind", "our Hive of activity"),
    ),
    "pig": (
        ("Hive, Pig, Spark", "Hadoop, Pig and Hive"),
        ("guinea Pig", "a pig farm"),
    ),
    "aws-glue": (
        ("S3, Glue, Athena", "AWS Glue", "Glue jobs"),
        ("You are the Glue between teams.", "Be the Glue that holds us together."),
    ),
    "aws-lambda": (
        (
            "S3, Lambda, EC2",
            "AWS Lambda",
            "Lambda functions",
            "compare Lambda vs. SageMaker",
            "S3 or Lambda or Databricks Apps",
            "S3 (data storage), Lambda (processing)",
        ),
        (
            "lambda calculus",
            "lambda expressions",
            "Lambda School alumni",
        ),
    ),
    "triton-inference-server": (
        (
            "TensorRT and Triton",
            "Triton Inference Server",
            "vLLM, Triton",
            "TensorRT, vLLM, or Triton is a plus.",
        ),
        (
            "Triton College students",
            "Triton is a firm of divers.",
        ),
    ),
    "helm": (
        ("Kubernetes and Helm", "Helm charts", "Docker, Helm, Terraform"),
        ("With a new leader at the helm", "Take the Helm of the product."),
    ),
    "feast": (
        ("Feast or Tecton", "feature stores like Feast", "Tecton, Feast"),
        ("a feast for the eyes", "Feast on free lunches."),
    ),
    "comet": (
        ("MLflow, Comet or W&B", "MLflow, Comet"),
        ("a Comet in the sky",),
    ),
    "amazon-neptune": (
        ("MLflow, Neptune or Comet", "Neo4j, Neptune"),
        ("the planet Neptune",),
    ),
    "react": (
        (
            "React and TypeScript",
            "React developer",
            "front end in React",
            "We use React with Redux.",
            "a page in React to render the charts",
            "Node.js services and React UIs",
            "moving to React, TypeScript",
            "React or modern UI frameworks",
            "Experiência com React",
            "Vue ou React",
        ),
        (
            "React to incidents fast.",
            "You react quickly.",
            "how users react to change",
            "You react with the world around you.",
            "React to new incidents",
        ),
    ),
    "node-js": (
        ("Node.js", "React, Node, Postgres", "Node and Express"),
        ("per node costs", "node classification in graphs", "each worker node"),
    ),
    "scala": (("Scala or Java", "Spark with Scala"), ("tickets for La Scala Milan",)),
    "rust": (
        (
            "Rust or Go",
            "systems in Rust",
            "Five years Rust.",
            "You will help us transition to Rust.",
            "From Python to Rust",
            "our Rust based engine",
            "Rust familiarity",
        ),
        ("a plant in the Rust Belt", "rust removal", "Parts that turn to rust"),
    ),
    "julia": (("Python, R, Julia", "Julia programming"), ("Contact Julia Weber.", "by Julia")),
    "make": (("CMake, Make, Bazel",), ("Make an impact.", "You Make decisions.", "Make sure it works.")),
    "scale-ai": (
        ("Labelbox, Scale AI and Snorkel",),
        ("Scale our systems.", "at Scale", "Scale up the team."),
    ),
    "windows": (
        ("Linux and Windows", "Windows Server"),
        ("time windows", "a Windows of opportunity", "context Windows"),
    ),
    "zoom": (("Slack, Zoom, Teams",), ("Zoom in on details.", "a Zoom call", "via Zoom")),
    "workday": (
        ("SAP, Workday, Oracle", "Workday HCM"),
        ("Each Workday begins with tea.", "an eight hour Workday"),
    ),
    "emr": (("AWS EMR", "S3, EMR, Glue"), ("EHR/EMR records", "patient EMR data")),
    "segment": (("Amplitude, Segment, Mixpanel",), ("Segment customers by value.", "each market Segment")),
    "vault": (("HashiCorp Vault", "Terraform, Vault"), ("Veeva Vault forms", "a bank Vault")),
    "outlook": (("Word, Outlook, Excel",), ("a positive Outlook", "Outlook on life")),
    "arm": (
        (
            "ARM and x86",
            "ARM Cortex",
            "Firmware for an eight-core ARM system-on-chip",
            "boards with ARM SoCs",
        ),
        ("a robot Arm", "the Arm of our group"),
    ),
    "vertex-ai": (("GCP Vertex", "Vertex AI"), ("the Vertex of a graph", "Vertex Pharmaceuticals")),
    "azure-synapse": (
        ("Azure Synapse", "Databricks, Synapse", "MS Synapse pools", "Reports on MS Synapse"),
        ("Synapse Technology Corporation", "a neural Synapse"),
    ),
    "stripe": (
        (
            "Stripe API",
            "the Stripe API",
        ),
        (
            "Engineers from Stripe",
            "Uber, Stripe and Airbnb",
            "We pay via Stripe Connect.",
        ),
    ),
    # practices with loose names
    "security": (
        (
            "Knowledge of security best practices",
            "cloud security",
            "Application security and testing",
            "security, privacy, and compliance",
            "data privacy and security",
        ),
        (
            "A security clearance is required.",
            "social security number",
            "the security guard",
            "job security",
            "To ensure a secure hiring process",
        ),
    ),
    "testing": (
        ("unit testing", "Testing and code review", "write tests", "test automation"),
        (
            "drug testing before you start",
            "a COVID-19 test kit",
            "background testing",
            "Then you do a code test at our office.",
            "Os testes poderão ser realizados online.",
            "Testes de hipóteses e análises",
        ),
    ),
    "search-and-ranking": (
        ("search relevance", "learning to rank", "information retrieval"),
        (
            "end your job search",
            "in search of people",
            "Search for more roles.",
            "talent search firm",
            "without a valid written search agreement",
            "Plan budgets for paid and organic search.",
            "Media channels: search, display, television",
            "without a signed search agreement",
        ),
    ),
    "speech": (
        ("speech recognition", "NLP and speech", "text-to-speech"),
        ("freedom of speech", "a speech therapist"),
    ),
    "agile": (
        (
            "agile teams",
            "Agile and Scrum",
            "agile methodologies",
            "Esperienza con framework di lavoro agile (Scrum)",
        ),
        (
            "agile supply chains",
            "We are agile and open.",
            "Offriamo lavoro agile e buoni pasto.",
            "You are adaptable and agile.",
        ),
    ),
    "ai-agents": (
        (
            "LLM agents",
            "multi-agent systems",
            "agentic workflows",
            "build agents with LangGraph",
            "Vous allez concevoir des agents IA pour les clients",
        ),
        (
            "insurance agents",
            "real estate agents",
            "customer service agents",
            "Nous recrutons des agents contractuels",
            "Un agent de jardin avec le permis",
        ),
    ),
    "statistics": (
        ("algebra and statistics", "statistical modeling"),
        ("Bureau of Labor Statistics", "vital statistics office"),
    ),
    "transformers": (
        ("transformer models", "transformers and diffusion"),
        ("power transformers", "electrical transformers"),
    ),
    "computer-vision": (
        ("computer vision", "CV and NLP", "CV models", "CV and NLP models"),
        (
            "Send your CV to us.",
            "Upload a CV in English.",
            "CV or resume",
            "Our process: CV, an initial chat, an offer",
            "Merci d'adresser CV + rémunération actuelle.",
            "La candidatura con CV",
            "Envoyez CV et lettre de motivation.",
        ),
    ),
    "recommender-systems": (
        (
            "recommender systems",
            "recommendation engines",
            "recommendation models",
            "search engine and recommendation technology",
        ),
        (
            "make recommendations to managers",
            "a letter of recommendation",
            "provide recommendations",
            "Summarize findings, recommendations, and impact.",
            "Give architectural recommendations, and defend them.",
            "Write reports, recommendations, and minutes.",
        ),
    ),
    "edge-deployment": (
        (
            "edge devices",
            "edge deployment",
            "models on the edge device",
            "Run models at the edge.",
            "inference at the edge of the network",
        ),
        (
            "cutting-edge research",
            "edge cases",
            "a competitive edge",
            "cutting-edge hardware",
            "at the edge of what is known",
        ),
    ),
    "scalability": (
        (
            "scalable services",
            "scalability",
            "Run services at scale.",
            "Train models at scale.",
            "Watch performance, scalability, and cost.",
        ),
        ("the pay scale", "economies of scale", "We want growth at scale.", "insights at scale"),
    ),
    "research-publications": (
        ("publications at NeurIPS", "published papers"),
        ("The salary range is published below.",),
    ),
    "streaming": (
        ("streaming data", "event streaming", "stream processing"),
        (
            "a music streaming service",
            "video streaming company",
            "video encoding and streaming",
            "tool use, streaming and caching",
        ),
    ),
    "model-monitoring": (
        (
            "model deployment, monitoring and retraining",
            "deploying and monitoring GenAI models",
            "model training, evaluation, and monitoring",
            "monitoring and maintaining ML pipelines",
            "monitoring of machine learning pipelines",
            "production deployment and monitoring",
            "monitorización de drift",
        ),
        ("monitoring with Prometheus", "transaction monitoring", "Docker, monitoring and SQL", "Monitoring"),
    ),
    "observability": (
        (
            "monitoring with Prometheus",
            "Docker, monitoring and SQL",
            "Kubernetes and monitoring",
            "Implement monitoring and alerts.",
        ),
        (
            "model deployment, monitoring and retraining",
            "monitoring ML models",
            "credit monitoring",
            "environmental monitoring",
            "monitoring of key figures",
            "Monitoring trends",
            "Unterstützung beim Monitoring",
            "sensor monitoring",
            "Monitoring and exploring new developments",
        ),
    ),
    "model-retraining": (
        (
            "model deployment, monitoring and retraining",
            "Retrain models when data changes.",
            "continuous training pipelines",
            "a schedule of model refreshes",
        ),
        ("continuous training of our staff", "training models"),
    ),
    "model-governance": (
        ("model governance", "ML governance", "model risk management", "governance of production models"),
        ("data governance", "corporate governance", "governance of projects"),
    ),
    "privacy-regulation": (
        ("You know GDPR and HIPAA.", "standards of compliance (e.g. GDPR)", "HIPAA compliance"),
        (
            "We process your data under the GDPR.",
            "GDPR privacy notice",
            "the CCPA applicant notice",
        ),
    ),
    "problem-framing": (
        (
            "Translate business problems into models.",
            "turn ambiguous questions into experiments",
            "Framing the problem comes first.",
            "problem formulation",
        ),
        (
            "Translate findings into plain words.",
            "Turn data into insights.",
            "solve business problems",
        ),
    ),
    "trade-offs": (
        (
            "Balance accuracy and latency.",
            "trade-offs between latency and cost",
            "cost/performance trade-offs",
        ),
        ("a good balance of work and life", "explain trade-offs to others", "load balancing at low cost"),
    ),
    "regression-and-classification": (
        (
            "regression, classification and clustering",
            "gradient boosting and random forests",
            "supervised and unsupervised learning",
            "You know overfitting when you see it.",
        ),
        (
            "regression tests",
            "image classification",
            "Job classification: exempt",
            "classification of documents",
        ),
    ),
    "fine-tuning": (
        ("train and fine-tune models", "able to fine-tune them", "fine-tuning LLMs"),
        ("fine-tune your approach", "fine-tune our messaging", "fine-tune the details"),
    ),
    "algorithms": (
        ("data structures and algorithms", "design algorithms that route parcels"),
        (
            "machine learning concepts and algorithms",
            "deep learning algorithms",
            "state-of-the-art algorithms",
        ),
    ),
    "data-governance": (
        (
            "data governance",
            "data quality, lineage and governance",
            "data observability, governance and lineage",
        ),
        ("corporate governance", "model governance", "Docker, governance and SQL"),
    ),
    "data-pipelines": (
        ("pipelines in Airflow", "data processing and pipelining", "an ingestion pipeline", "ETL pipelines"),
        (
            "MLOps pipelines",
            "machine learning based pipelines",
            "automation pipelines",
            "integração de testes em pipelines",
            "sourcing pipelines of candidates",
            "pipelines de integración continua",
        ),
    ),
    "api-design": (
        ("design secure APIs", "scalable APIs", "experience working with APIs"),
        ("the OpenAI API", "REST"),
    ),
    "rest": (
        (
            "REST APIs",
            "gRPC or REST",
            "Build REST services.",
            "designing and building REST APIs",
            "consumo de APIs REST",
            "model serving (batch/REST)",
            "representational state transfer (REST)",
            "REST principles",
        ),
        ("Take the rest of the day off.", "Rest assured, we care.", "You rest when you need to."),
    ),
    "optimization": (
        (
            "model optimization",
            "energy optimisation",
            "convex optimization",
            "Statistics, simulation and optimization",
            "machine learning and optimization",
        ),
        (
            "Monitoring & Optimization of agents",
            "website optimization",
            "planning and optimization of visits",
            "SQL optimization",
            "optimization for latency",
            "evaluation, optimization, and launch",
        ),
    ),
    "quantization": (("low-precision inference", "model quantization"), ("precision and recall",)),
    "code-review": (("review designs and code", "code reviews"), ("design reviews",)),
    "ml-system-design": (("ML system architecture", "AI system design"), ("system architecture",)),
    "infrastructure-as-code": (("cloud infrastructure as code", "IaC"), ("cloud infrastructure",)),
    "machine-learning": (
        (
            "machine learning",
            "ML models",
            "ML",
            "we ship 20 ML models",
            "a team of 8 ML engineers",
            "2 ML projects",
        ),
        ("10 ml of water", "20 units / ML", "ML/min", "250 ml", "ML 250 mg"),
    ),
    "temporal": (
        ("Pipelines run on Airflow and Temporal",),
        ("spatial and Temporal maps",),
    ),
    "assembly": (
        (),
        ("design, manufacturing and assembly of cars",),
    ),
    "phoenix": (
        ("a Phoenix/Absinthe back end in Elixir",),
        ("Phoenix, Arizona",),
    ),
    "mode-analytics": (
        (),
        ("Work Mode: office",),
    ),
    "nose": (
        ("pytest/nose",),
        ("a nose for trouble",),
    ),
    "bubble": (
        ("Zapier, Bubble, Retool",),
        ("a tech bubble",),
    ),
    "google-cloud-datastore": (
        ("GCP: Pub/Sub, Datastore, BigQuery",),
        ("a Datastore of ours",),
    ),
    "neon": (
        ("Supabase, Neon",),
        ("Neon lights",),
    ),
    "lovable": (
        ("Vercel v0, Lovable, or Bolt.new",),
        ("Lovable is growing fast.",),
    ),
    "angular": (
        ("a python/angular web app",),
        ("the angular momentum of a top",),
    ),
    "macos": (
        (
            "apps for Windows and Mac",
            "Linux, Mac, Windows",
        ),
        ("a new Mac for you",),
    ),
    "ios": (
        (
            "Android, BlackBerry, or iPhone clients",
            "iPhone developers",
        ),
        ("an iPhone as a gift",),
    ),
    "less-css": (
        (
            "jQuery/Less",
            "Sass, Less",
        ),
        ("Less is more.",),
    ),
    "lift": (
        ("Scala/Lift/MongoDB",),
        ("Lift your career.",),
    ),
    "cloud-computing": (
        ("services in the cloud",),
        (
            "cloud rendering for games",
            "Initech Cloud Ventures",
        ),
    ),
    "simulation": (
        ("simulation of traffic",),
        ("clinical simulation rooms",),
    ),
    "bicep": (
        ("Terraform, Bicep",),
        (),
    ),
    "tensorflow-extended": (
        ("MLflow, TFX",),
        (),
    ),
    "model-serving": (
        (
            "deploying AI-driven solutions",
            "bring ML solutions to production",
            "Deploying, monitoring, and optimizing machine learning models",
            "take our ranking models into production",
            "Ship production models.",
            "Industrialize models with our team.",
            "Operationaliseren van modellen",
            "Udvikle og operationalisere Machine Learning-modeller",
        ),
        (
            "Deploy staff where they are needed.",
            "Customer deployment of dashboards",
            "Ship orders that customers place with our recommendation models.",
            "Operationaliseren van data",
        ),
    ),
    "dall-e": (("Midjourney or DALLE",), ("Lavoriamo con i dati dalle fonti del gruppo e con le API.",)),
    "data-privacy": (
        (
            "Care for privacy and accuracy",
            "Kenntnisse in Datenschutz und Statistik",
            "security, privacy, and compliance",
        ),
        (
            "Read our privacy policy.",
            "Applicant privacy notice",
            "Informationen zum Datenschutz",
            "We respect our candidates’ privacy.",
            "Executives’ privacy is kept.",
        ),
    ),
    "data-visualization": (
        ("Visualize and report your findings.", "Clear visuals of the data"),
        ("Visualize yourself in our office.",),
    ),
    "data-warehousing": (
        (
            "Data modeling and warehousing",
            "data lake/warehouse architectures",
            "Fabric (lakehouse and warehouse)",
            "datamarts for reporting",
        ),
        ("Warehousing and forklift work", "Work in our warehouse."),
    ),
    "cost-optimization": (
        ("Watch latency, throughput and cost.", "Watch performance, scalability, and cost."),
        ("At no cost to you",),
    ),
    "devops": (("A strong grasp of DevOps",), ("Work with developers, DevOps, data analysts and experts.",)),
    "fraud-detection": (
        ("Payments fraud", "Work on fraud and abuse.", "Build models that prevent fraud."),
        ("Beware of recruitment fraud.", "To prevent fraud by people who pose as us", "Fraud alert!"),
    ),
    "informatica": (
        ("ETL tools such as Informatica",),
        ("Il candidato ha una laurea in Informatica e una buona conoscenza del settore.",),
    ),
    "microsoft-entra-id": (
        ("Okta, Entra, SAML",),
        ("Entra a far parte del nostro team e della nostra azienda.",),
    ),
    "model-versioning": (
        ("Model training, versioning and deployment",),
        ("Versioning of the office handbook",),
    ),
    "reinforcement-learning": (
        ("supervised, reinforcement or active learning",),
        ("Reinforcement of concrete",),
    ),
    "stata": (("SPSS, Stata, R",), ("La società è stata fondata nel 2001.",)),
    "version-control": (("Code reviews, versioning (git)",), ("Versioning of the office handbook",)),
    "visio": (("Diagrams in Visio",), ("Les entretiens se font en visio avec les équipes.",)),
    "vue-js": (("React, Vue",), ("Une vue d'ensemble", "Les données sont préparées en vue de la suite.")),
    "openai-swarm": (
        ("CrewAI, AutoGen, Swarm",),
        ("Swarm intelligence of ants",),
    ),
    "aws-iam": (
        (
            "AWS IAM roles",
            "GCP: BigQuery, IAM, GKE",
        ),
        (),
    ),
    "prisma": (("Prisma experience is a plus",), ("Prisma Health hospital",)),
    "nix": (("Familiar with Nix for managing builds",), ()),
    "expo": (("mobile apps (using Expo)",), ("the Expo hall",)),
    "diffusers": (("Hugging Face Transformers, Diffusers",), ("Oil Diffusers for the office",)),
    "ember-js": (("frameworks like Ember or others",), ("the last Ember glows",)),
    "backbone-js": (("frameworks like Backbone or Ember",), ("Backbone of the team",)),
    "poetry": (("uv, poetry, ruff, mypy",), ("we write poetry in French",)),
    "black": (("ruff, black, mypy",), ("a black box",)),
    "vwo": (("Optimizely, VWO",), ("Je hebt je VWO afgerond en je werkt graag met Python en SQL bij ons.",)),
    "anomaly-detection": (
        ("Find anomalies in sensor data.",),
        ("geological anomalies", "anomalies within the Earth"),
    ),
    "natural-language-processing": (
        ("speech and natural language", "natural language models"),
        ("Talk to our product in natural language.", "Use natural language to buy things."),
    ),
    "responsible-ai": (
        (
            "red teaming of models",
            "Check models for bias and fairness.",
            "fairness and transparency of AI systems",
        ),
        (
            "malware analysis, red teaming, incident response",
            "ensuring fairness and transparency in our selection",
        ),
    ),
    "a-b-testing": (
        (
            "experimentation and causal thinking",
            "experimentation frameworks",
            "online experiments",
            "statistics and experimentation",
        ),
        ("from experimentation to production", "development, experimentation, SQL"),
    ),
    "object-oriented-programming": (("desenvolvimento orientado a objeto",), ()),
    "etl": (("Extract, transform and clean large data sets.", "ETL pipelines"), ()),
    "causal-inference": (("accurately determine cause and effect relations",), ()),
    "data-quality": (("Improve the quality of our data.",), ("a quality of work that we like",)),
    "ppo": (
        ("DPO, PPO and RLHF", "RL algorithms (e.g., PPO)"),
        ("HDHP and PPO, vision, and dental", "a platinum PPO", "Choice of PPO or high-deductible plans"),
    ),
    "cypress": (("Testes com Cypress (E2E)",), ()),
    "detox": (("Appium, Detox ou Cypress",), ("Detox your life.",)),
    "maestro-mobile": (("Appium, Maestro",), ("Be a Maestro of data.",)),
    "diffusion-models": (
        ("diffusion models for images",),
        ("la diffusion des rapports", "interprétation et diffusion de résultats"),
    ),
}

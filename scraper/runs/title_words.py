"""The words by which titles name machine learning, AI and data work, in many languages.

Chinese, Japanese and Korean write no spaces, so that a Latin word may stand against their letters: `EDGE` is
the end of a word that counts only Latin letters and digits as more of it.
"""

import re

EDGE = r"(?![A-Za-z0-9])"
START = r"(?<![A-Za-z0-9])"

# Clear on their own, in any title.
CLEAR = rf"""
    \b ( machine [ -]? learning | deep [ -]? learning | reinforcement\ learning | robot (ics)?\ learning
       | artificial\ intelligence | large\ language | foundation\ models? | language\ models?
       | computer\ vision | prompt\ engin \w* | rag\ engin \w* | agentic | embodied\ (ai|intel\w*)
       | knowledge\ graphs? | diffusion\ models? | world\ models? | neural\ (net\w* | render\w* | search)
       | multi [ -]? modal\ (learn|model|ai|research|engin)\w*
       | speech\ ( scien | engin | recog | synth ) \w* | text [ -] to [ -] speech
       | (post|pre|mid) [ -]? training
       | (context|embeddings?|slam|feature\ store|triton\ kernel|gpu\ kernel|ml\ kernel)\ engin \w*
       | fine [ -]? tuning | interpretability | alignment\ (research|scien|engin)\w* | search\ relevance
       | (model|llm|ai)\ eval\w* | evals | vector\ (search|database)s? ) \b
    | {START} ( A\.?I | gen [ -]? AI | LLM (Ops)? s? | V?LLMs? | VLMs? | SLMs? | VLA | RLHF | RLAIF | RLVR
       | NLP | NLU | ML\ ?Ops | MLEs? | AIOps | LLMOps | GPT | CUDA | TensorRT | PyTorch | JAX | vLLM
       | CVML ) {EDGE}
    | (?<! \d ) (?<! \d\s ) {START} ML {EDGE}
    | {START} (RL|CV) \ ( engin | research | scien | infra | environ ) \w*
    | \b agents?\ ( engin | develop | research | scien | platform | infra | framework | orchestr
       | architect | systems | builder ) \w*
    | \b ranking\ ( engin | scien | research | system | ml | and | & | platform ) \w*
    | \b relevance\ ( engin | scien ) \w* | \b (search|feed|ads)\ ranking
    | \b data [ -]? ( scien | engin | analy | architect | platform | product | warehous | pipeline
       | infrastruct | model | lead | quality | ops\b | and\ analytics | &\ analytics | strateg | manager
       | operations | developer | specialist | consultant | governance | lake | intern\b | steward | mining
       | integrat | curat | science | officer | mesh | and\ (ai|ml) | &\ (ai|ml) | solutions | systems
       | team | visuali[sz] )
    | \b (head\ of | vp,? (\ of)? | director,? (\ of)? )\ data \b (?! \ cent )
    | \b ( analytics | big\ data | quantitative | decision )
       \ ( engin | scien | develop | research | analy | trad )
    | \b ( analytics | business\ intelligence ) \b
    | \b (power\ )? BI\ ( engin | develop | analy | architect | special | consult )
    | \b statistic | \b ETL [ ]
    | \b (databricks|snowflake|dbt|tableau|looker)\ (engin|develop|architect|analy)
    | \b ( gpu | inference | ml | cuda )
       \ ( engin | optimi[sz] | perform | infrastructure | platform | serving | kernel | compiler | systems )
    | \b model\ ( optimi[sz] | serving | deploy | infrastructure )
    | \b training\ ( infrastructure | optimi[sz] | performance | systems )
"""

# German, Dutch, Scandinavian, Finnish, Hungarian
GERMANIC = r"""
    maschinelle[sn]?\ lernen | künstliche[rn]?\ intelligenz | \b KI \b | \b bildverarbeitung | sprachmodell
    | sprachverarb
    | \b daten ( wissenschaft | ingenieur | analy | architekt | plattform | modell | qualität | strateg
       | spezial | expert | manage | engineer )
    | kunstmatige\ intelligentie | machinaal\ leren
    | \b data [ -]? ( wetenschap | analist | ingenieur | beheer )
    | maskininlärning | maskinlæring | kunstig\ intelligens | artificiell\ intelligens
    | \b data [ -]? ( analyti | ingenjör | ingeniør | forsker | vetenskap | scientist | analyyti | insinöör
       | tiete )
    | koneoppimi | tekoäly | gépi\ tanulás | mesterséges\ intelligencia | \b adat ( tudós | elemz | mérnök )
"""

# French, Spanish, Portuguese, Italian, Romanian, Catalan. "IA" after a comma is the state of Iowa.
LATIN_CRAFTS = "|".join((
    "ing[eé]nieur", "ingegner", "ingenier[oa]", "enginyer", "engenheir", "cientista", "científic",
    "scientifique", "scienziat", "d[eé]veloppeu", "desarrollador", "desenvolvedor", "sviluppator",
    "chercheu", r"chef\b", "cheffe", "respons[aá]", "spécialist", "especialist", "analyste", "analista",
    "arquitet", "arquitect", "architett", "architecte", "gestionnaire", "gestor", "docteur", "stage",
    "alternan",
))  # fmt: skip  # words side by side
OTHER_CRAFTS = "|".join((
    "consultant", "expert", "lead", "tech", "product", "produit", "projet", "projeto", "proyecto",
    "engineer", "developer", "head", "manager", "scientist", "mod[eè]l", "g[eé]n[eé]rati", "generativ",
    "data", "recherche", "pesquisa", "apprenti",
))  # fmt: skip  # words side by side
LATIN_CRAFT = rf"\b(?:{LATIN_CRAFTS})"
CRAFT = rf"(?:{LATIN_CRAFT}|\b(?:{OTHER_CRAFTS}))"
ROMANCE = rf"""
    apprentissage\ ( automatique | machine | profond | par\ renfor | statist ) | intelligence\ artificielle
    | (science|ingénierie|analyse|architecture|gouvernance|exploitation)s?\ (des?\ |de\ la\ )? (données|data)
    | {CRAFT} \w* .{{0,20}} \b (?<! base\ de\ ) (?<! bases\ de\ )
      ( données | datos | dados | dades | dati ) \b
    | {LATIN_CRAFT} \w* .{{0,12}} \b data \b
    | (analist|inginer)\w*\ de\ date \b
    | vision\ (par\ ordinateur|artificielle) | traitement\ (automatique\ )?du\ langage
    | aprendizaje\ ( automático | profundo | de\ máquina | por\ refuerzo ) | inteligencia\ artificial
    | (ciencia|científic[oa]|ingeniería|anal[ií]tica|análisis|gobierno)\ de\ (los\ )?datos
    | visión\ (artificial|por\ computador) | lenguaje\ natural
    | aprendiz (ado|agem)\ ( de\ máquina | automátic | profund ) | inteligência\ artificial
    | (ciência|engenharia|análise|governança)\ de\ dados | visão\ computacional
    | apprendimento\ ( automatico | profondo ) | intelligenza\ artificiale
    | (scienza|analisi|ingegneria)\ dei\ dati
    | învățare\ automat | inteligenț\w+\ artificial | aprenentatge\ automàtic | intel·ligència\ artificial
    | (?<! ,\s ) (?<! , ) \b IA \b (?= .{{0,30}} \b {CRAFT} )
    | \b {CRAFT} \w* \b .{{0,40}} (?<! ,\s ) (?<! , ) \b IA \b
"""

# Polish, Czech, Slovak, Serbian, Croatian, Turkish, Vietnamese, Indonesian
OTHER_LATIN = r"""
    uczeni[ea]\ maszynow | głębokie\w*\ uczeni | sztuczn\w+\ inteligencj
    | \b (inżynier|analityk|architekt|specjalista|naukowiec|inżynierka|analityczka)\ .{0,12} danych
    | strojov\w+\ učen | uměl\w+\ inteligenc | umel\w+\ inteligenc | datov\w+\ (analyti|inžen|věd|ved|archit)
    | analytik\ dat | mašinsko\w*\ učen | strojno\w*\ učen | umjetn\w+\ inteligenc | veštačk\w+\ inteligenc
    | makine\ öğren | yapay\ zek | derin\ öğren | görüntü\ işleme | doğal\ dil\ işleme | büyük\ veri
    | \b veri\ ( bilim | mühend | anali | ambar | mimar | uzman )
    | học\ máy | trí\ tuệ\ nhân\ tạo | (khoa\ học|kỹ\ sư|phân\ tích|chuyên\ viên)\ dữ\ liệu
    | pembelajaran\ mesin | kecerdasan\ buatan | (ilmuwan|analis|insinyur)\ data
"""

OTHER_SCRIPTS = r"""
    машинн\w+\ (обучени|навчанн) | машинно\ обучение | искусственн\w+\ интеллект | штучн\w+\ інтелект
    | изкуствен\w*\ интелект | нейросет | нейронн | компьютерн\w+\ зрени | больш\w+\ данн
    | \b (ИИ|ШІ) \b | дата [ -]? ( с[ае]й?ентист | инженер | аналитик ) | (глубок\w+\ обучени) | \b NLP \b
    | (аналитик|аналітик|инженер|інженер|архитектор|уч[её]н\w+|специалист|наук\w*|анализатор) \w* .{0,12}
      \b (данных|даних|данни)
    | (наук[аи]|анализ\w*|аналитик\w*|инженери\w+)\ .{0,6} данных
    | μηχανικ\w+\ μάθησ | τεχνητ\w+\ νοημοσύν | (αναλυτ|μηχανικ|επιστήμ)\w*\ .{0,6} δεδομένων
    | 机器学习 | 機器學習 | 深度学习 | 深度學習 | 人工智能 | 人工智慧 | 算法 | 演算法 | 大模型
    | 语言模型 | 語言模型 | 智能体
    | 数据 ( 科学 | 分析 | 工程 | 挖掘 | 开发 | 架构 | 仓库 | 平台 | 产品 | 治理 | 研发 | 智能 | 建模 )
    | 數據 ( 科學 | 分析 | 工程 | 挖掘 | 架構 ) | 資料 ( 科學 | 分析 | 工程 | 探勘 ) | 自然语言 | 自然語言
    | 计算机视觉 | 電腦視覺 | 图像识别 | 推荐系统 | 强化学习 | 多模态 | 语音识别 | 智能驾驶感知 | 推理优化
    | 機械学習 | 深層学習 | 人工知能 | 自然言語 | 画像認識 | 強化学習
    | コンピュータ ー? ・? ビジョン | マシンラーニング | ディープラーニング
    | データ ・? ( サイエン | アナリ | エンジニア | 分析 | 基盤 | アーキテ | 解析 ) | 大規模言語
    | 머신\ ?러닝 | 기계\ ?학습 | 딥\ ?러닝 | 인공\ ?지능 | 데이터\ ?( 사이언 | 과학 | 분석 | 엔지니어 )
    | 자연어 | 컴퓨터\ ?비전 | 추천\ ?( 시스템 | 알고리즘 ) | 생성형 | 강화\ ?학습 | 언어\ ?모델
    | تعلم\ الآلة | التعلم\ الآلي | (ال)?ذكاء\ (ال)?اصطناعي | التعلم\ العميق
    | (علم|علوم|عالم|مهندس|محلل|هندسة|تحليل)\ (ال)?بيانات
    | למידת\ מכונה | בינה\ מלאכותית | (מדע[ןתי]*|אנליסט\w*|מהנדס\w*)\ נתונים
    | ปัญญาประดิษฐ์ | (วิทยาศาสตร์|นักวิเคราะห์|วิศวกร|นักวิทยาศาสตร์)ข้อมูล | मशीन\ लर्निंग
    | डेटा\ (साइंटिस्ट|इंजीनियर|विश्लेषक)
"""

ABOUT = re.compile(
    "|".join((CLEAR, GERMANIC, ROMANCE, OTHER_LATIN, OTHER_SCRIPTS)), re.IGNORECASE | re.VERBOSE
)

# Of this trade unless another field is named.
MAYBE = re.compile(
    r"""
    \b ( natural\ language | perception | autonom(y|ous) | recommend (er|ation) s? | generative
       | personali[sz]ation | research\ engineer s? | member\ of\ technical\ staff ) s? \b
    | \b ( applied | research )\ ( engin | scien | develop | analy | research )
    | \b model\ ( engin | perform | platform )
    """,
    re.IGNORECASE | re.VERBOSE,
)
# Fields of research of their own; "computational" ones are often of this trade after all.
LABORATORY = re.compile(
    r"""
    \A (?! .* computational ) .* (
        immun | oncolog | bio(?!inf|metri|stat) | chemi | polymer | composites? | \baircraft
      | \bsupport\ (coordin|assist) | \bmaterials?\b | metall | pharma | clinic | medic | toxic | genetic
      | genom | proteo | protein | neuro(?!morph|-symb|ai) | vaccin | \bcells?\b | cellular | molecul
      | assay | antibod | virol | pathol | cardi | dental | veterin | animal | crop | \bplants?\b
      | agr[io] | \bsoil | food | nutri | flavo | fragranc | cosmetic | formulation | batter
      | electro(?!nic\ health) | \boptic | photon | laser | acoust | thermal | combust | nuclear
      | \bfusion | plasma | aerospace | aerodyn | \bstructur(?!ed) | \bcivil | railway | \brail\b
      | mechanic | hydraul | textile | paint | coating | \bpaper | ocean | geolog | geophy | petrol
      | drilling | \bwater | \bfire\b | worker | \bcare\b | \btrain\b | steel | cement | glass | packag
      | plastic | rubber | \bwood | concrete | hvac | \bwaste | spectro | surgical | implant | tissue
      | microb | enzym | ferment | botan | zoolog | entomol | physiol | anatom | epidemi | dermat
      | ophthal | fashion | psycho | history\b | archaeo | anthropo | sociol )
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
# Research at a desk: not of this trade, though an "applied scientist" there is.
DESK = re.compile(
    r"""
    \A (?= .* \b research\ analy ) .*
    \b (
        equit | credit | invest | fixed\ income | real\ estate | markets?\b | users?\b | ux\b | policy
      | legal | educat | social | behaviou?r | econom | energy | property | fundrais | grants? | donor
      | prospect | titles?\b | crim | intelligence | competitive | media | audience | survey
      | qualitative | prompt\ pay | commodit | sector | ratings )
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
NEVER = re.compile(
    r"""
    \b (
        recruit | talent | sourcer | tutor | trainer | annotat | label ( l?er | l?ing ) \b | data\ entry
      | data\ cent ( er | re ) | sales\ engineer | account\ ( executive | manager | director ) | teacher
      | teaching\ assist | lehrer | lehrkraft | professeur | enseignant | docente\b | therapist
      | surveyor | \w*clerk\b | support\ worker | inseminat | data\ cabl
      | data\ (protection|privacy)\ (officer|manager|special|consult|analy|counsel|lead) | datenschutz
      | data\ typist | coach\b | cashier | barista | decision\ support\ nurse | master\ of\ laws
      | nlp\ (practit|coach) | llm\ (tax|law|program) | analytics\ sales | typist )
    | 销售 | 銷售 | 招聘 | 标注 | 標註 | 训练师 | 訓練師 | 営業 | 採用担当 | アノテ | 영업 | 채용 | 라벨링
    | 老师 | 讲师
    | рекрут | разметчик | продаж | преподавател | учител
    """,
    re.IGNORECASE | re.VERBOSE,
)
OTHER_TRADE = re.compile(
    r"""
    \b (
        sales | counsel | legal | attorney | lawyer | paralegal | marketing | customer\ success | payroll
      | accountant | editor | communications | public\ relations | copywriter | executive\ assistant
      | office\ manager | facilities | procurement | business\ development | partnerships?
      | human\ resources | people\ partner | technician | electrician | nurse | driver | vertrieb
      | verkäufer | verkauf | vendeur | vendas | ventas | vendedor | juriste | jurist | abogad | advogad
      | assistenz | secret[aá]r | operator | installer | mechanic\b )
    """,
    re.IGNORECASE | re.VERBOSE,
)
TRADE = re.compile(
    r"""
    \b (?: engineer | scientist | developer | architect | researcher | analyst | data\ scien | data\ engin
      | ingenieur | ingénieur | ingenier | engenheir | ingegner | entwickler | développeur | analyste?
      | analista | wissenschaft ) s?
    """,
    re.IGNORECASE | re.VERBOSE,
)

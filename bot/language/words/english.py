"""Common English words and first names that the language does not know: meant as they stand, so never corrected."""

_WORDS = """
slower quicker shorter nowhere kpi kpis dashboard repeatedly normal select
nobody noone abroad accept accident act acted acting actual adam afraid afternoon age agency agent ago agree ahead aid aim air alan
alarm alert alex alice alive almost alone along although always amazing amount amy ancient andrea andrew andy angela
anger angry animal anna anne answer answered anthony apart apparent appeal appear appeared area argue army arrange
arrival arrive arrived art article aside asleep assess assist assume attack attacks attend attitude aunt average avoid
avoided award aware away baby bad badly bag balance ball band bank barbara base based basic basis battle beach bear
beat beautiful bed beer behave behind belief believe bell belong below belt ben bench bend benefit beside bet big bill
bird birth bit bite black blame blank blind blood blow blue board boat bob body bone book boot border bored boring
born borrow boss bother bottle bottom bought bound bowl box boy brain branch brand bread breath brian bridge brief
bright bring broad brother brought brown brush budget build building built burn bus business busy button buy buyer
cable cake calm camera camp campaign cancelled capable capital car card care career careful carl carlos carol caroline
carry cash cat catch cell center central centre century certain chain chair chairman challenge chance channel
chapter character charge charged charles cheap cheese chest chicken chief child children choice choose chris christine
church circle citizen claim claire class clean cleared clever climb clock closed closer cloth cloud club coach coast
coat coffee cold collect college color colour column combine comfort comment common complain complaint complex compose
concern condition conference confused connect connection consider constant consult contact contain content contest
context continue continued contract control convince cook cool copy corner correct correctly cost costs cotton council
couple courage course cover covered cow crazy cream credit crew crime crisis critical cross crowd cry culture
cup cut dance danger dangerous daniel dark daughter dave david dead deal dealt death debate deborah debt decade decide
decided decision deep defeat defence defend define degree delay delayed deliver delivered demand depart depend depth
describe desert deserve design desire desk despite detect detected determine develop diana die diego diet difficult
dinner direct direction dirty disagree disappear discover discuss disease dish distance doctor document dog dollar
donna door double doubt draft drama dream dress drink drive driver dry dust duty eager early earn earth ease easily
east easy eat economy educate edward effect effort egg eight elderly elect elena elizabeth else emails emergency emily
emma emotion employ employer empty encourage enemy energy engine engineer enjoy enough ensure enter entered entrance
equal eric escape especially establish estate estimate eva evening evidence evil exam examine example excellent
excited exciting excuse exercise exist exit expand expect expected expensive explain explained explanation
explore express extent extra extreme eye eyes face fact factor factory fair fairly faith fall false familiar family
famous far farm fashion fast faster fat father fault favour favourite fear feature feel feeling feet fellow female
fence few field fight file files fill film finally finance finding finger fire firm firstly fish fit five fixed
flag flat flight floor flower fly focus fold follow followed food foot football foreign forest forever forget forgive
formal former forth forward found four frame frank fred free freedom fresh friend front fruit fuel fun fund funny
furniture future gain game garden gary gas gate gather general generous gentle george gift girl glad glass global goal
god gold gone goods government grace grade grand grass grave gray green greg grew grey ground grow growth guard
guide gun habit hair half hall hand handle hang hannah happy hard hardly harm harry hat hate head health healthy hear
heard heart heat heavy height held helen henry hidden hide hill hire hired history hold holder hole holiday home
honest hope horse hospital host hot hotel house household houses huge hundred hungry hunt hurry hurt husband ian ice
idea ideal ill image imagine impact import important impose impress improve improved inbox incident incidents include
included income indeed index indicate industry influence inform initial injury inner input inquiry insist instance
instead insurance intend intense internet interview invest involve iron isabel island jack jacket jacob jail james
jamie jan jane janet jason jean jeff jen jenny jessica jim joan joe john join joined joining joke jon jose joseph josh
journal journey joy juan judge judy juice julia julie jump jury justice karen kate katie keen keep keith kelly ken
kevin key keys kid killed kim king kitchen knee knew knife knock known lab labour lack ladder lady lake land language
large late later laugh launch launched laura lauren law lawyer lay layer lazy lead leader leaf league lean learn
leather leave leaves leaving lecture lee left leg legal lend length leo lesson letter letters library lie life lift
light limit limited linda line link linked links lip lisa listen little live lived living liz load loan locate lonely
long longer loss loud louis lovely lucas luck lucky lucy luis luke lunch lynn mad magazine mail maintain major male
man manage management marc march marco maria marie mario market marriage marry martin mary mass master match mate
material matt matter matters meal meant measure meat media medical meet meeting megan mel memory men mental mention
menu message messages met metal mia michael michelle middle migrated mike mile military milk mind minister minor
mirror miss missed missing mistake mix mode model modern mohammed monica mood moon moral mother motion mountain mouse
moved moves movie moving much music nancy narrow natalie nature near nearly neat neck negative neighbour nerve
net news newspaper next nick nicole nina noah noise noisy none normal north nose note noted notes notice noticed novel
nurse observe obvious ocean odd offer offered office officer often oil old olga oliver olivia once online open operate
opinion opponent oppose order orders ordinary origin oscar other ought outer outline own pace pack packet paid pain
paint pair pale pam paper parent park part partner partners party passage passenger past pat path patient patricia
pattern paul paula pause pay payment payments peace peak pedro pen pencil pepper perfect period permit peter phil
photo physical piano pick picked picture piece pink pipe pitch plain plan plane planet plant plastic plate play played
player pleasure plenty pocket poem poet point points poison police polite political pool poor popular port position
positive possible post posted pot potential pound power praise pray prefer prepare presence preserve president press
pressed pressure pretend pretty prevent previous price pride priest primary prince print prior prison private priya
prize probable process processed produce product profit program project promise proof proper propose protect proud
prove public pump punish pupil purchase purchases pure purpose push puzzle quality quarter quiet quote race rachel
radio rail rain raise raised raj ralph range rank rapid rare rarely raw ray reach react read ready real realise
reality realize rebecca receive received recipe recognise recommend red reduce refer reflect reform regard relate
relation relax release relevant relief rely remain remaining remember remind remote rent repair repeat repeated
replace replaced reply represent rescue research reserve resist resolve respect respond response restaurant
retire returned returns reveal revenue review reviewed reward rice rich richard rick ride ring rise river road rob
robert robin rock roger roll ron roof room root rope rosa rose ross rough round route routine roy royal rubber rude
ruin rule rush russell ruth ryan sad safety sail salary sale sales sally salt sam samuel sand sandra sara sarah sat
satisfy saved scale scene schedule school science score scott sea sean seat secondary section sector secure seed
seem seems select selected sell sender senior sent sentence series serious serve server servers session sessions
settle seven several sex shade shadow shake shape shared sharp sheet shelf shell shift shine ship shirt shock shoe
shoot shop shops short shot shoulder shout shown shut sick sight signal silence silver similar simon simple singer
single sink sir sister site sites situation six size skill skin sky sleep slight slow small smart smell smile smoke
smooth snow society soft soil soldier solid solution solve song sophie sorry sound south space spare speak special
speech speed spell spend spent spirit spoke sport spot spread spring square stable stand standard star stared
statement station stay steal steel stefan steve steven stick stock stomach stone stood store storm straight strange
street stress strike string strong struck structure struggle stuart study stupid style such sudden sue suffer sugar
suggest suit suitable summer sun support supported supports suppose sure surface surprise survey survive susan suspect
suspicious sweet swim switch symbol sympathy tail taken talent talk tall tank task tasks taste tax teach teacher tear
ted telephone temperature ten tent teresa terrible terry test tested tests theory thick thief thin think third
thomas thought thousand threat threats three throat throw tie tight till tim tina tiny tired title toby tom tommy tone
tongue tony tool tools tooth topic totally tough toward towel tower track tracked tracy trade traffic train
transfer translate travel treat treatment tree trial tribe trick trip true truly trust truth tube tune turn turned tv
twice twin two ugly uncle under unit unite universe unless unlike upper upset urge useful usual usually vacation valid
valley value values variety vehicle vendor vendors version versions victim victor viewed village vincent violence
visible visit visited visits visual vital vote wage wait waited waiting walk wall walter war warm wash waste watch
water wave way wealth weapon wear weather web website websites wedding weigh weight weird welcome wendy west wet
wheel white wide wife wild william win wind window wine wing winner winter wire wise wish woman women wood wooden wool
word words wore work worry worth wound written wrote yard yellow young yourself youth zero zone
owns owned owning matching mates marks marking measures mentions merged modes models networks notified offers offices
opener operated option orange oven overdue parked parts paying personal picking pieces pilot pilots placed pointed
portals powered printed projects properly publish pulled pushes quoted ranges reaction reading recall recalls receipt
reduced refresh refreshed regards released remained reminder replaces replied restarted restarts retail retain samples
saves saving seats secured seek seemed segment seller sells serves sets shipped ships simply slip slowly solved
son sounds specific stays sticky stream swapped taking theme thread timely trained training unclear understood unknown
upgraded upgrades writing yearly brands buyers channels closing coding cookie coupon courses currency default delays
detailed director entity folder function guess handled handles header hint hosted installed instant intake intent
inter invoice invoices labels larger leaders leads liberty lines lives loaded loading logic loose manages manner maps
postcode postcodes margin markets married filter served sit meetings helped ports
"""

ENGLISH: frozenset[str] = frozenset(_WORDS.split())

"""ISO 3166 countries with their English names and usual short forms, and the groups of countries people name."""

_TABLE = """
AD andorra
AE united arab emirates|uae|emirates
AF afghanistan
AG antigua and barbuda|antigua
AI anguilla
AL albania
AM armenia
AO angola
AQ antarctica
AR argentina
AS american samoa
AT austria
AU australia|oz|aus
AW aruba
AX åland islands|aland islands
AZ azerbaijan
BA bosnia and herzegovina|bosnia
BB barbados
BD bangladesh
BE belgium
BF burkina faso
BG bulgaria
BH bahrain
BI burundi
BJ benin
BL saint barthélemy|saint barthelemy
BM bermuda
BN brunei|brunei darussalam
BO bolivia
BQ bonaire
BR brazil|brasil
BS bahamas|the bahamas
BT bhutan
BV bouvet island
BW botswana
BY belarus
BZ belize
CA canada
CC cocos islands
CD democratic republic of the congo|dr congo|drc|congo kinshasa
CF central african republic
CG congo|republic of the congo|congo brazzaville
CH switzerland|swiss
CI ivory coast|côte d'ivoire|cote d'ivoire
CK cook islands
CL chile
CM cameroon
CN china|prc|mainland china|people's republic of china
CO colombia
CR costa rica
CU cuba
CV cape verde|cabo verde
CW curaçao|curacao
CX christmas island
CY cyprus
CZ czechia|czech republic
DE germany|deutschland
DJ djibouti
DK denmark
DM dominica
DO dominican republic
DZ algeria
EC ecuador
EE estonia
EG egypt
EH western sahara
ER eritrea
ES spain
ET ethiopia
FI finland
FJ fiji
FK falkland islands|falklands
FM micronesia
FO faroe islands
FR france
GA gabon
GB united kingdom|uk|great britain|britain|england|scotland|wales|northern ireland|u.k|the uk
GD grenada
GE georgia
GF french guiana
GG guernsey
GH ghana
GI gibraltar
GL greenland
GM gambia|the gambia
GN guinea
GP guadeloupe
GQ equatorial guinea
GR greece
GS south georgia
GT guatemala
GU guam
GW guinea bissau
GY guyana
HK hong kong
HM heard island
HN honduras
HR croatia
HT haiti
HU hungary
ID indonesia
IE ireland|republic of ireland|eire
IL israel
IM isle of man
IN india
IO british indian ocean territory
IQ iraq
IR iran
IS iceland
IT italy
JE jersey
JM jamaica
JO jordan
JP japan
KE kenya
KG kyrgyzstan
KH cambodia
KI kiribati
KM comoros
KN saint kitts and nevis
KP north korea|dprk
KR south korea|korea|republic of korea
KW kuwait
KY cayman islands|caymans
KZ kazakhstan
LA laos
LB lebanon
LC saint lucia
LI liechtenstein
LK sri lanka
LR liberia
LS lesotho
LT lithuania
LU luxembourg
LV latvia
LY libya
MA morocco
MC monaco
MD moldova
ME montenegro
MF saint martin
MG madagascar
MH marshall islands
MK north macedonia|macedonia
ML mali
MM myanmar|burma
MN mongolia
MO macau|macao
MP northern mariana islands
MQ martinique
MR mauritania
MS montserrat
MT malta
MU mauritius
MV maldives
MW malawi
MX mexico
MY malaysia
MZ mozambique
NA namibia
NC new caledonia
NE niger
NF norfolk island
NG nigeria
NI nicaragua
NL netherlands|the netherlands|holland
NO norway
NP nepal
NR nauru
NU niue
NZ new zealand|aotearoa
OM oman
PA panama
PE peru
PF french polynesia|tahiti
PG papua new guinea
PH philippines|the philippines
PK pakistan
PL poland
PM saint pierre and miquelon
PN pitcairn
PR puerto rico
PS palestine
PT portugal
PW palau
PY paraguay
QA qatar
RE réunion|reunion
RO romania
RS serbia
RU russia|russian federation
RW rwanda
SA saudi arabia|ksa|saudi
SB solomon islands
SC seychelles
SD sudan
SE sweden
SG singapore
SH saint helena
SI slovenia
SJ svalbard
SK slovakia
SL sierra leone
SM san marino
SN senegal
SO somalia
SR suriname
SS south sudan
ST sao tome and principe|são tomé and príncipe
SV el salvador
SX sint maarten
SY syria
SZ eswatini|swaziland
TC turks and caicos islands|turks and caicos
TD chad
TF french southern territories
TG togo
TH thailand
TJ tajikistan
TK tokelau
TL east timor|timor leste
TM turkmenistan
TN tunisia
TO tonga
TR turkey|türkiye|turkiye
TT trinidad and tobago|trinidad
TV tuvalu
TW taiwan
TZ tanzania
UA ukraine
UG uganda
UM united states minor outlying islands
US united states|united states of america|usa|america|the us|from us|from the us|the states|the usa|u.s|u.s.a|u.s.|u.s.a.
UY uruguay
UZ uzbekistan
VA vatican|vatican city|holy see
VC saint vincent and the grenadines|saint vincent
VE venezuela
VG british virgin islands
VI us virgin islands
VN vietnam|viet nam
VU vanuatu
WF wallis and futuna
WS samoa
XK kosovo
YE yemen
YT mayotte
ZA south africa
ZM zambia
ZW zimbabwe
"""

COUNTRIES: dict[str, tuple[str, ...]] = {line[:2]: tuple(line[3:].split("|")) for line in _TABLE.strip().splitlines()}
"""Names in lower case by ISO code, the usual one first."""

_EU = "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE"
_NORDICS = "DK FI IS NO SE"

GROUPS: dict[str, tuple[str, ...]] = {
    "eu": tuple(_EU.split()),
    "the eu": tuple(_EU.split()),
    "european union": tuple(_EU.split()),
    "eea": (*_EU.split(), "IS", "LI", "NO"),
    "nordics": tuple(_NORDICS.split()),
    "nordic countries": tuple(_NORDICS.split()),
    "benelux": ("BE", "NL", "LU"),
    "dach": ("DE", "AT", "CH"),
}
"""Several countries under one name."""

_NATIONALITIES = """
american US|australian AU|austrian AT|belgian BE|brazilian BR|british GB|bulgarian BG|canadian CA|chinese CN|czech CZ|danish DK|dutch NL|finnish FI|french FR
german DE|greek GR|hungarian HU|indian IN|indonesian ID|iranian IR|irish IE|israeli IL|italian IT|japanese JP|korean KR|malaysian MY|mexican MX|nigerian NG
norwegian NO|pakistani PK|polish PL|portuguese PT|romanian RO|russian RU|singaporean SG|spanish ES|swedish SE|thai TH|turkish TR|ukrainian UA|vietnamese VN
"""

NATIONALITIES: dict[str, str] = dict(
    entry.split() for line in _NATIONALITIES.strip().splitlines() for entry in line.split("|")
)
"""Adjectives of countries: “Russian IPs”."""

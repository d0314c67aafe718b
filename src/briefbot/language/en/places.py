"""Names of lands, states and capitals, as newspapers in English write them; what is no person's however it stands.

Each is lower case; several words are joined by "_". Cities that are a person's name too (Lincoln, Austin) are left out.
"""

CONTINENTS = """ africa asia europe america north_america south_america latin_america central_america oceania australia
antarctica arctic middle_east far_east central_asia south_asia southeast_asia east_africa west_africa southern_africa
caribbean balkans scandinavia mediterranean gulf pacific atlantic
""".split()
LANDS = """
afghanistan albania algeria andorra angola argentina armenia austria azerbaijan bahamas bahrain bangladesh barbados belarus
belgium belize benin bhutan bolivia bosnia bosnia_and_herzegovina botswana brazil britain great_britain brunei bulgaria
burkina_faso burma burundi cambodia cameroon canada cape_verde central_african_republic chad chile china colombia comoros
congo costa_rica croatia cuba cyprus czechia czech_republic denmark djibouti dominica dominican_republic ecuador egypt
el_salvador england equatorial_guinea eritrea estonia eswatini ethiopia fiji finland france gabon gambia georgia germany ghana
gibraltar greece greenland grenada guatemala guinea guinea-bissau guyana haiti honduras hong_kong hungary iceland india
indonesia iran iraq ireland northern_ireland israel italy ivory_coast jamaica japan jordan kazakhstan kenya kiribati kosovo
kuwait kyrgyzstan laos latvia lebanon lesotho liberia libya liechtenstein lithuania luxembourg macau macedonia north_macedonia
madagascar malawi malaysia maldives mali malta mauritania mauritius mexico micronesia moldova monaco mongolia montenegro
morocco mozambique myanmar namibia nauru nepal netherlands holland new_zealand nicaragua niger nigeria korea north_korea
south_korea norway oman pakistan palau palestine panama papua_new_guinea paraguay peru philippines poland portugal puerto_rico
qatar romania russia rwanda samoa san_marino saudi_arabia scotland senegal serbia seychelles sierra_leone singapore slovakia
slovenia solomon_islands somalia somaliland south_africa south_sudan soviet_union spain sri_lanka sudan suriname swaziland
sweden switzerland syria taiwan tajikistan tanzania thailand tibet timor-leste east_timor togo tonga trinidad
trinidad_and_tobago tunisia turkey türkiye turkmenistan tuvalu uganda ukraine united_arab_emirates united_kingdom
united_states united_states_of_america u.s. u.s us usa u.s.a. u.k. uk uae ussr uruguay uzbekistan vanuatu vatican venezuela
vietnam wales yemen yugoslavia zambia zimbabwe crimea chechnya kashmir catalonia bavaria gaza west_bank gaza_strip
""".split()
STATES = """
alabama alaska arizona arkansas california colorado connecticut delaware florida hawaii idaho illinois indiana iowa kansas
kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska nevada new_hampshire
new_jersey new_mexico new_york north_carolina north_dakota ohio oklahoma oregon pennsylvania rhode_island south_carolina
south_dakota tennessee texas utah vermont virginia west_virginia washington wisconsin wyoming ontario quebec manitoba
saskatchewan alberta british_columbia nova_scotia new_brunswick newfoundland queensland tasmania new_south_wales new_england
midwest
""".split()
CITIES = """
abu_dhabi abuja accra addis_ababa algiers amman amsterdam ankara antwerp athens atlanta auckland baghdad baku baltimore bamako
bangalore bangkok barcelona beijing beirut belfast belgrade berlin bogota boston brasilia bratislava brisbane brussels
bucharest budapest buenos_aires cairo calcutta canberra cape_town caracas casablanca chennai chicago cincinnati colombo
copenhagen dakar damascus delhi new_delhi denver detroit dhaka doha dubai dublin edinburgh frankfurt geneva glasgow guangzhou
hamburg hanoi harare havana helsinki hiroshima ho_chi_minh_city islamabad istanbul jakarta jerusalem johannesburg kabul
kampala karachi kathmandu kiev kyiv khartoum kigali kinshasa kolkata kuala_lumpur kyoto lagos lahore lima lisbon liverpool
ljubljana london los_angeles luanda lusaka lyon madrid managua manchester manila maputo marseille mecca melbourne mexico_city
miami milwaukee minneapolis minsk mogadishu monrovia monterrey montevideo montreal moscow mosul mumbai munich nagasaki nairobi
naples new_orleans new_york_city nice nicosia osaka oslo ottawa panama_city paris perth philadelphia phnom_penh phoenix
pittsburgh prague pretoria pyongyang quito rabat ramallah rangoon yangon rio_de_janeiro riga riyadh rome rotterdam
salt_lake_city san_diego san_francisco san_antonio san_jose santiago sao_paulo são_paulo sarajevo seattle seoul shanghai
shenzhen skopje sofia stockholm strasbourg sydney taipei tallinn tampa tashkent tbilisi tehran tel_aviv tijuana tokyo toronto
tripoli tunis ulaanbaatar vancouver vienna vilnius warsaw washington_dc washington_d.c. wellington windhoek yerevan zagreb
zurich las_vegas st._louis cleveland dallas houston
""".split()
PLACES = frozenset(name.replace("_", " ") for name in (*CONTINENTS, *LANDS, *STATES, *CITIES))

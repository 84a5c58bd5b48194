"""Large cities, so that “from Paris” is read; a city not listed is written in quotes or with city:."""

CITIES: tuple[str, ...] = tuple(
    city.strip()
    for city in """
Abidjan, Abu Dhabi, Abuja, Accra, Addis Ababa, Adelaide, Ahmedabad, Algiers, Amman, Amsterdam, Ankara, Antwerp, Athens, Atlanta, Auckland, Austin, Baghdad, Baku, Baltimore,
Bangalore, Bangkok, Barcelona, Basel, Beijing, Beirut, Belfast, Belgrade, Bengaluru, Berlin, Bern, Bilbao, Birmingham, Bogota, Bogotá, Bordeaux, Boston, Bratislava, Brisbane,
Bristol, Brussels, Bucharest, Budapest, Buenos Aires, Cairo, Calgary, Canberra, Cape Town, Caracas, Cardiff, Casablanca, Charlotte, Chennai, Chicago, Christchurch, Cologne,
Copenhagen, Dakar, Dallas, Damascus, Delhi, Denver, Detroit, Dhaka, Doha, Dortmund, Dubai, Dublin, Durban, Düsseldorf, Edinburgh, Eindhoven, Frankfurt, Geneva, Genoa, Ghent,
Glasgow, Gothenburg, Graz, Guadalajara, Guangzhou, Hamburg, Hanoi, Harare, Havana, Helsinki, Ho Chi Minh City, Houston, Hyderabad, Islamabad, Istanbul, Izmir, Jakarta, Jeddah,
Johannesburg, Kampala, Karachi, Kharkiv, Kigali, Kolkata, Krakow, Kuala Lumpur, Kuwait City, Kyiv, Kiev, Kyoto, Lagos, Lahore, Las Vegas, Leeds, Leicester, Leipzig, Lille, Lima,
Lisbon, Liverpool, Ljubljana, London, Los Angeles, Luanda, Lusaka, Lyon, Madrid, Manchester, Manila, Marseille, Medellin, Melbourne, Memphis, Mexico City, Miami, Milan, Milwaukee,
Minneapolis, Minsk, Monterrey, Montevideo, Montreal, Montréal, Moscow, Mumbai, Munich, Muscat, Nairobi, Nantes, Naples, Nashville, New Delhi, New Orleans, New York, New York City,
Newcastle, Nice, Nicosia, Nottingham, Nuremberg, Odesa, Orlando, Osaka, Oslo, Ottawa, Oxford, Palermo, Panama City, Paris, Perth, Philadelphia, Phoenix, Pittsburgh, Portland, Porto,
Prague, Pretoria, Pune, Quebec City, Quito, Rabat, Reykjavik, Riga, Rio de Janeiro, Riyadh, Rome, Rotterdam, Sacramento, Saint Petersburg, St. Petersburg, Salt Lake City, Salzburg,
San Antonio, San Diego, San Francisco, San Jose, Santiago, Sao Paulo, São Paulo, Sarajevo, Seattle, Seoul, Seville, Shanghai, Sheffield, Shenzhen, Skopje, Sofia, Southampton,
Stockholm, Strasbourg, Stuttgart, Surat, Sydney, Taipei, Tallinn, Tampa, Tashkent, Tbilisi, Tehran, Tel Aviv, The Hague, Thessaloniki, Tirana, Tokyo, Toronto, Toulouse, Tunis, Turin,
Utrecht, Valencia, Vancouver, Venice, Vienna, Vilnius, Warsaw, Washington, Wellington, Winnipeg, Wroclaw, Yangon, Yerevan, Yokohama, York, Zagreb, Zaragoza, Zurich, Zürich
""".replace("\n", " ").split(",")
)

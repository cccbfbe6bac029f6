/** Real works by hand: `author (Surname, Forename)|title|year of first publication|language|subjects`. */
export const novels = `
Hugo, Victor|Les Misérables|1862|fre|Pauvreté;Paris (France);19e siècle
Hugo, Victor|Notre-Dame de Paris|1831|fre|Cathédrales;Paris (France);Moyen âge
Hugo, Victor|Les Travailleurs de la mer|1866|fre|Marins;Guernesey
Hugo, Victor|Quatrevingt-treize|1874|fre|Révolution française;Guerres de Vendée
Hugo, Victor|Le Dernier Jour d'un condamné|1829|fre|Peine de mort
Zola, Émile|Germinal|1885|fre|Mineurs;Grèves;Nord (France)
Zola, Émile|L'Assommoir|1877|fre|Alcoolisme;Ouvriers;Paris (France)
Zola, Émile|Nana|1880|fre|Prostitution;Second Empire
Zola, Émile|Au Bonheur des Dames|1883|fre|Grands magasins;Commerce
Zola, Émile|La Bête humaine|1890|fre|Chemins de fer;Meurtre
Zola, Émile|Thérèse Raquin|1867|fre|Adultère;Meurtre
Zola, Émile|Le Ventre de Paris|1873|fre|Halles;Paris (France)
Balzac, Honoré de|Le Père Goriot|1835|fre|Pères et filles;Paris (France)
Balzac, Honoré de|Eugénie Grandet|1833|fre|Avarice;Saumur
Balzac, Honoré de|Illusions perdues|1843|fre|Journalistes;Ambition
Balzac, Honoré de|La Peau de chagrin|1831|fre|Destin;Fantastique
Balzac, Honoré de|Le Lys dans la vallée|1836|fre|Amour;Touraine
Flaubert, Gustave|Madame Bovary|1857|fre|Adultère;Normandie
Flaubert, Gustave|L'Éducation sentimentale|1869|fre|Jeunesse;Révolution de 1848
Flaubert, Gustave|Salammbô|1862|fre|Carthage;Antiquité
Stendhal|Le Rouge et le Noir|1830|fre|Ambition;Restauration
Stendhal|La Chartreuse de Parme|1839|fre|Italie;Amour
Maupassant, Guy de|Bel-Ami|1885|fre|Journalistes;Ambition
Maupassant, Guy de|Une vie|1883|fre|Normandie;Mariage
Maupassant, Guy de|Pierre et Jean|1888|fre|Frères;Le Havre
Maupassant, Guy de|Le Horla|1887|fre|Fantastique;Folie
Maupassant, Guy de|Boule de suif|1880|fre|Guerre de 1870
Dumas, Alexandre|Les Trois Mousquetaires|1844|fre|Mousquetaires;Louis XIII
Dumas, Alexandre|Le Comte de Monte-Cristo|1845|fre|Vengeance;Prisons
Dumas, Alexandre|La Reine Margot|1845|fre|Guerres de religion
Dumas, Alexandre|Vingt ans après|1845|fre|Mousquetaires;Fronde
Verne, Jules|Vingt mille lieues sous les mers|1870|fre|Sous-marins;Océans
Verne, Jules|Le Tour du monde en quatre-vingts jours|1872|fre|Voyages;Paris
Verne, Jules|Voyage au centre de la Terre|1864|fre|Géologie;Volcans
Verne, Jules|L'Île mystérieuse|1875|fre|Îles;Naufrages
Verne, Jules|Michel Strogoff|1876|fre|Russie;Courriers
Verne, Jules|De la Terre à la Lune|1865|fre|Lune;Fusées
Verne, Jules|Les Enfants du capitaine Grant|1868|fre|Voyages;Australie
Verne, Jules|Les Indes noires|1877|fre|Mines de charbon;Écosse
Proust, Marcel|Du côté de chez Swann|1913|fre|Mémoire;Jalousie
Proust, Marcel|À l'ombre des jeunes filles en fleurs|1919|fre|Adolescence;Normandie
Proust, Marcel|Le Temps retrouvé|1927|fre|Mémoire;Guerre de 1914-1918
Camus, Albert|L'Étranger|1942|fre|Absurde;Algérie
Camus, Albert|La Peste|1947|fre|Épidémies;Oran
Camus, Albert|La Chute|1956|fre|Culpabilité;Amsterdam
Camus, Albert|Le Premier Homme|1994|fre|Algérie;Enfance
Sartre, Jean-Paul|La Nausée|1938|fre|Existentialisme
Sartre, Jean-Paul|Les Mots|1964|fre|Autobiographie;Lecture
Beauvoir, Simone de|Le Deuxième Sexe|1949|fre|Femmes;Féminisme
Beauvoir, Simone de|Mémoires d'une jeune fille rangée|1958|fre|Autobiographie;Bourgeoisie
Céline, Louis-Ferdinand|Voyage au bout de la nuit|1932|fre|Guerre de 1914-1918;Médecins
Malraux, André|La Condition humaine|1933|fre|Chine;Révolutions
Saint-Exupéry, Antoine de|Le Petit Prince|1943|fre|Amitié;Planètes
Saint-Exupéry, Antoine de|Vol de nuit|1931|fre|Aviateurs;Amérique du Sud
Saint-Exupéry, Antoine de|Terre des hommes|1939|fre|Aviateurs;Sahara
Bernanos, Georges|Journal d'un curé de campagne|1936|fre|Prêtres;Pas-de-Calais (France)
Bernanos, Georges|Sous le soleil de Satan|1926|fre|Prêtres;Artois (France)
Giono, Jean|Regain|1930|fre|Provence;Villages
Giono, Jean|Le Hussard sur le toit|1951|fre|Choléra;Provence
Giono, Jean|L'homme qui plantait des arbres|1953|fre|Arbres;Provence
Pagnol, Marcel|La Gloire de mon père|1957|fre|Enfance;Provence
Pagnol, Marcel|Le Château de ma mère|1957|fre|Enfance;Provence
Colette|Le Blé en herbe|1923|fre|Adolescence;Bretagne
Colette|Chéri|1920|fre|Amour
Gide, André|Les Faux-monnayeurs|1925|fre|Romanciers;Adolescence
Gide, André|La Symphonie pastorale|1919|fre|Pasteurs;Cécité
Mauriac, François|Thérèse Desqueyroux|1927|fre|Mariage;Landes (France)
Yourcenar, Marguerite|Mémoires d'Hadrien|1951|fre|Empereurs romains
Yourcenar, Marguerite|L'Œuvre au noir|1968|fre|Alchimie;Flandre
Duras, Marguerite|Un barrage contre le Pacifique|1950|fre|Indochine;Colonies
Duras, Marguerite|L'Amant|1984|fre|Indochine;Amour
Sagan, Françoise|Bonjour tristesse|1954|fre|Adolescence;Côte d'Azur
Perec, Georges|La Vie mode d'emploi|1978|fre|Immeubles;Paris (France)
Perec, Georges|Les Choses|1965|fre|Consommation
Queneau, Raymond|Zazie dans le métro|1959|fre|Paris (France);Humour
Vian, Boris|L'Écume des jours|1947|fre|Amour;Jazz
Gary, Romain|La Promesse de l'aube|1960|fre|Mères et fils;Autobiographie
Gary, Romain|Les Racines du ciel|1956|fre|Éléphants;Afrique
Ajar, Émile|La Vie devant soi|1975|fre|Enfance;Belleville
Modiano, Patrick|Rue des boutiques obscures|1978|fre|Mémoire;Identité
Modiano, Patrick|Dora Bruder|1997|fre|Shoah;Paris (France)
Ernaux, Annie|La Place|1983|fre|Pères et filles;Normandie
Ernaux, Annie|Les Années|2008|fre|Mémoire;France
Ernaux, Annie|L'Événement|2000|fre|Avortement
Le Clézio, J. M. G.|Désert|1980|fre|Sahara;Touaregs
Le Clézio, J. M. G.|Le Procès-verbal|1963|fre|Solitude
Tournier, Michel|Vendredi ou les Limbes du Pacifique|1967|fre|Robinsons;Îles
Tournier, Michel|Le Roi des Aulnes|1970|fre|Guerre de 1939-1945;Prusse
Quint, Michel|Effroyables jardins|2000|fre|Clowns;Guerre de 1939-1945;Nord (France)
Claudel, Philippe|Les Âmes grises|2003|fre|Meurtre;Guerre de 1914-1918
Claudel, Philippe|Le Rapport de Brodeck|2007|fre|Villages;Mémoire
Lemaitre, Pierre|Au revoir là-haut|2013|fre|Guerre de 1914-1918;Escroquerie
Lemaitre, Pierre|Couleurs de l'incendie|2018|fre|Banque;Entre-deux-guerres
Gavalda, Anna|Ensemble, c'est tout|2004|fre|Amitié;Paris (France)
Barbery, Muriel|L'Élégance du hérisson|2006|fre|Concierges;Paris (France)
Foenkinos, David|La Délicatesse|2009|fre|Deuil;Amour
Foenkinos, David|Charlotte|2014|fre|Peintres;Shoah
Vigan, Delphine de|No et moi|2007|fre|Sans-abri;Adolescence
Vigan, Delphine de|Rien ne s'oppose à la nuit|2011|fre|Mères et filles;Folie
Slimani, Leïla|Chanson douce|2016|fre|Nourrices;Meurtre
Mathieu, Nicolas|Leurs enfants après eux|2018|fre|Adolescence;Lorraine
Houellebecq, Michel|La Carte et le Territoire|2010|fre|Artistes;France
Echenoz, Jean|14|2012|fre|Guerre de 1914-1918
Énard, Mathias|Boussole|2015|fre|Orient;Musicologues
Gaudé, Laurent|Le Soleil des Scorta|2004|fre|Italie;Familles
Kerangal, Maylis de|Réparer les vivants|2014|fre|Transplantation d'organes
Perrin, Valérie|Changer l'eau des fleurs|2018|fre|Cimetières;Bourgogne
Vuillard, Éric|L'Ordre du jour|2017|fre|Nazisme;Industriels
Louis, Édouard|En finir avec Eddy Bellegueule|2014|fre|Picardie;Enfance
Rimbaud, Arthur|Une saison en enfer|1873|fre|Poésie
Rimbaud, Arthur|Illuminations|1886|fre|Poésie
Baudelaire, Charles|Les Fleurs du mal|1857|fre|Poésie
Verlaine, Paul|Romances sans paroles|1874|fre|Poésie
Apollinaire, Guillaume|Alcools|1913|fre|Poésie
Prévert, Jacques|Paroles|1946|fre|Poésie
Éluard, Paul|Capitale de la douleur|1926|fre|Poésie;Surréalisme
Molière|L'École des femmes|1662|fre|Théâtre;Mariage
Molière|Le Malade imaginaire|1673|fre|Théâtre;Médecins
Molière|L'Avare|1668|fre|Théâtre;Avarice
Molière|Le Tartuffe|1664|fre|Théâtre;Hypocrisie
Molière|Dom Juan|1665|fre|Théâtre;Séduction
Molière|Les Fourberies de Scapin|1671|fre|Théâtre;Valets
Racine, Jean|Phèdre|1677|fre|Théâtre;Mythologie grecque
Racine, Jean|Andromaque|1667|fre|Théâtre;Guerre de Troie
Corneille, Pierre|Le Cid|1637|fre|Théâtre;Honneur
Marivaux|Le Jeu de l'amour et du hasard|1730|fre|Théâtre;Amour
Beaumarchais|Le Mariage de Figaro|1784|fre|Théâtre;Valets
Voltaire|Candide|1759|fre|Conte philosophique;Optimisme
Voltaire|Zadig|1747|fre|Conte philosophique;Destin
Diderot, Denis|Jacques le Fataliste et son maître|1796|fre|Destin;Voyages
Rousseau, Jean-Jacques|Les Confessions|1782|fre|Autobiographie
Montesquieu|Lettres persanes|1721|fre|Satire;Orient
Laclos, Choderlos de|Les Liaisons dangereuses|1782|fre|Libertinage;Lettres
Prévost, Antoine François|Manon Lescaut|1731|fre|Amour
La Fayette, Madame de|La Princesse de Clèves|1678|fre|Amour;Cour de France
Rabelais, François|Gargantua|1534|fre|Géants;Humanisme
Ionesco, Eugène|Rhinocéros|1959|fre|Théâtre;Totalitarisme
Ionesco, Eugène|La Cantatrice chauve|1950|fre|Théâtre;Absurde
Beckett, Samuel|En attendant Godot|1952|fre|Théâtre;Absurde
Anouilh, Jean|Antigone|1944|fre|Théâtre;Mythologie grecque
Rostand, Edmond|Cyrano de Bergerac|1897|fre|Théâtre;Amour
Leblanc, Maurice|Arsène Lupin, gentleman-cambrioleur|1907|fre|Roman policier;Cambrioleurs
Leblanc, Maurice|L'Aiguille creuse|1909|fre|Roman policier;Étretat
Leroux, Gaston|Le Mystère de la chambre jaune|1907|fre|Roman policier
Leroux, Gaston|Le Fantôme de l'Opéra|1910|fre|Opéra;Fantastique
Simenon, Georges|Le Chien jaune|1931|fre|Roman policier;Concarneau
Simenon, Georges|Maigret et la Grande Perche|1951|fre|Roman policier
Simenon, Georges|L'Affaire Saint-Fiacre|1932|fre|Roman policier;Bourbonnais
Japrisot, Sébastien|Un long dimanche de fiançailles|1991|fre|Guerre de 1914-1918;Amour
Vargas, Fred|Pars vite et reviens tard|2001|fre|Roman policier;Peste
Vargas, Fred|L'Homme aux cercles bleus|1991|fre|Roman policier;Paris (France)
Thilliez, Franck|La Chambre des morts|2005|fre|Roman policier;Dunkerque
Bussi, Michel|Nymphéas noirs|2011|fre|Roman policier;Giverny
Minier, Bernard|Glacé|2011|fre|Roman policier;Pyrénées
Orwell, George|1984|1949|eng|Totalitarisme;Surveillance
Orwell, George|La Ferme des animaux|1945|eng|Fables;Révolutions
Huxley, Aldous|Le Meilleur des mondes|1932|eng|Dystopies;Science
Bradbury, Ray|Fahrenheit 451|1953|eng|Livres;Censure
Bradbury, Ray|Chroniques martiennes|1950|eng|Science-fiction;Mars
Asimov, Isaac|Fondation|1951|eng|Science-fiction;Empires
Asimov, Isaac|Les Robots|1950|eng|Science-fiction;Robots
Herbert, Frank|Dune|1965|eng|Science-fiction;Déserts
Tolkien, J. R. R.|Le Hobbit|1937|eng|Dragons;Nains
Tolkien, J. R. R.|La Communauté de l'anneau|1954|eng|Elfes;Anneaux
Tolkien, J. R. R.|Les Deux Tours|1954|eng|Elfes;Guerre
Tolkien, J. R. R.|Le Retour du roi|1955|eng|Elfes;Rois
Shelley, Mary|Frankenstein|1818|eng|Monstres;Science
Stoker, Bram|Dracula|1897|eng|Vampires;Transylvanie
Stevenson, Robert Louis|L'Île au trésor|1883|eng|Pirates;Trésors
Stevenson, Robert Louis|L'Étrange Cas du docteur Jekyll et de M. Hyde|1886|eng|Dédoublement;Londres
Wilde, Oscar|Le Portrait de Dorian Gray|1890|eng|Beauté;Vieillissement
Austen, Jane|Orgueil et préjugés|1813|eng|Mariage;Angleterre
Austen, Jane|Raison et sentiments|1811|eng|Sœurs;Angleterre
Brontë, Emily|Les Hauts de Hurlevent|1847|eng|Amour;Yorkshire
Brontë, Charlotte|Jane Eyre|1847|eng|Gouvernantes;Angleterre
Dickens, Charles|Oliver Twist|1838|eng|Orphelins;Londres
Dickens, Charles|De grandes espérances|1861|eng|Orphelins;Angleterre
Doyle, Arthur Conan|Le Chien des Baskerville|1902|eng|Roman policier;Landes
Doyle, Arthur Conan|Une étude en rouge|1887|eng|Roman policier;Londres
Christie, Agatha|Le Crime de l'Orient-Express|1934|eng|Roman policier;Chemins de fer
Christie, Agatha|Dix petits nègres|1939|eng|Roman policier;Îles
Christie, Agatha|Mort sur le Nil|1937|eng|Roman policier;Égypte
Hemingway, Ernest|Le Vieil Homme et la Mer|1952|eng|Pêcheurs;Cuba
Hemingway, Ernest|L'Adieu aux armes|1929|eng|Guerre de 1914-1918;Italie
Steinbeck, John|Les Raisins de la colère|1939|eng|Crise de 1929;Californie
Steinbeck, John|Des souris et des hommes|1937|eng|Amitié;Californie
Fitzgerald, Francis Scott|Gatsby le Magnifique|1925|eng|New York;Richesse
Salinger, J. D.|L'Attrape-cœurs|1951|eng|Adolescence;New York
Lee, Harper|Ne tirez pas sur l'oiseau moqueur|1960|eng|Racisme;Alabama
Morrison, Toni|Beloved|1987|eng|Esclavage;Mémoire
King, Stephen|Shining|1977|eng|Hôtels;Épouvante
King, Stephen|Ça|1986|eng|Clowns;Épouvante
Twain, Mark|Les Aventures de Tom Sawyer|1876|eng|Enfance;Mississippi
London, Jack|Croc-Blanc|1906|eng|Loups;Alaska
London, Jack|L'Appel de la forêt|1903|eng|Chiens;Alaska
London, Jack|Martin Eden|1909|eng|Écrivains;Marins
Melville, Herman|Moby Dick|1851|eng|Baleines;Océans
Shakespeare, William|Hamlet|1603|eng|Théâtre;Vengeance
Shakespeare, William|Roméo et Juliette|1597|eng|Théâtre;Amour
Shakespeare, William|Macbeth|1623|eng|Théâtre;Écosse
Tolstoï, Léon|Guerre et Paix|1869|rus|Guerres napoléoniennes;Russie
Tolstoï, Léon|Anna Karénine|1877|rus|Adultère;Russie
Dostoïevski, Fiodor|Crime et Châtiment|1866|rus|Meurtre;Culpabilité
Dostoïevski, Fiodor|L'Idiot|1869|rus|Innocence;Russie
Boulgakov, Mikhaïl|Le Maître et Marguerite|1967|rus|Diable;Moscou
Tchekhov, Anton|La Cerisaie|1904|rus|Théâtre;Russie
Kafka, Franz|La Métamorphose|1915|ger|Insectes;Familles
Kafka, Franz|Le Procès|1925|ger|Justice;Absurde
Zweig, Stefan|Le Joueur d'échecs|1943|ger|Échecs;Nazisme
Zweig, Stefan|Vingt-quatre heures de la vie d'une femme|1927|ger|Jeu;Passion
Remarque, Erich Maria|À l'Ouest, rien de nouveau|1929|ger|Guerre de 1914-1918;Soldats
Süskind, Patrick|Le Parfum|1985|ger|Odeurs;Meurtre
Mann, Thomas|La Mort à Venise|1912|ger|Venise;Beauté
Eco, Umberto|Le Nom de la rose|1980|ita|Abbayes;Livres
Levi, Primo|Si c'est un homme|1947|ita|Shoah;Auschwitz
Calvino, Italo|Le Baron perché|1957|ita|Arbres;Italie
Ferrante, Elena|L'Amie prodigieuse|2011|ita|Amitié;Naples
Buzzati, Dino|Le Désert des Tartares|1940|ita|Attente;Soldats
Cervantès, Miguel de|Don Quichotte|1605|spa|Chevaliers;Espagne
García Márquez, Gabriel|Cent ans de solitude|1967|spa|Familles;Colombie
Zafón, Carlos Ruiz|L'Ombre du vent|2001|spa|Livres;Barcelone
Allende, Isabel|La Maison aux esprits|1982|spa|Familles;Chili
Borges, Jorge Luis|Fictions|1944|spa|Bibliothèques;Labyrinthes
Coelho, Paulo|L'Alchimiste|1988|por|Voyages;Destin
Pessoa, Fernando|Le Livre de l'intranquillité|1982|por|Lisbonne;Solitude
Murakami, Haruki|Kafka sur le rivage|2002|jpn|Adolescence;Japon
Murakami, Haruki|1Q84|2009|jpn|Tokyo;Amour
Kawabata, Yasunari|Pays de neige|1947|jpn|Japon;Amour
Homère|L'Odyssée|-700|grc|Mythologie grecque;Voyages
Homère|L'Iliade|-750|grc|Guerre de Troie
Sophocle|Œdipe roi|-425|grc|Théâtre;Mythologie grecque
Ovide|Les Métamorphoses|8|lat|Mythologie romaine
`;

/** Works for children, same columns. */
export const childrensBooks = `
Perrault, Charles|Les Contes de ma mère l'Oye|1697|fre|Contes
Grimm, Jacob|Contes de l'enfance et du foyer|1812|ger|Contes
Andersen, Hans Christian|La Petite Sirène|1837|dan|Contes;Sirènes
La Fontaine, Jean de|Fables|1668|fre|Fables;Animaux
Ségur, Comtesse de|Les Malheurs de Sophie|1858|fre|Enfance
Goscinny, René|Le Petit Nicolas|1960|fre|École;Humour
Druon, Maurice|Tistou les pouces verts|1957|fre|Fleurs
Gripari, Pierre|Contes de la rue Broca|1967|fre|Contes;Sorcières
Dahl, Roald|Charlie et la Chocolaterie|1964|eng|Chocolat
Dahl, Roald|Matilda|1988|eng|École;Livres
Dahl, Roald|Le Bon Gros Géant|1982|eng|Géants
Rowling, J. K.|Harry Potter à l'école des sorciers|1997|eng|Sorciers;École
Rowling, J. K.|Harry Potter et la Chambre des secrets|1998|eng|Sorciers;École
Rowling, J. K.|Harry Potter et le Prisonnier d'Azkaban|1999|eng|Sorciers;École
Lewis, C. S.|Le Lion, la Sorcière blanche et l'Armoire magique|1950|eng|Magie
Carroll, Lewis|Les Aventures d'Alice au pays des merveilles|1865|eng|Rêves
Barrie, J. M.|Peter Pan|1911|eng|Enfance;Fées
Collodi, Carlo|Les Aventures de Pinocchio|1883|ita|Marionnettes
Lindgren, Astrid|Fifi Brindacier|1945|swe|Enfance;Humour
Kipling, Rudyard|Le Livre de la jungle|1894|eng|Animaux;Inde
Pennac, Daniel|L'Œil du loup|1984|fre|Loups
Pennac, Daniel|Cabot-Caboche|1982|fre|Chiens
Mourlevat, Jean-Claude|L'Enfant Océan|1999|fre|Frères
Murail, Marie-Aude|Oh, boy !|2000|fre|Orphelins
Ponti, Claude|L'Album d'Adèle|1986|fre|Albums
Sendak, Maurice|Max et les Maximonstres|1963|eng|Monstres;Albums
Ungerer, Tomi|Les Trois Brigands|1961|ger|Brigands;Albums
Solotareff, Grégoire|Loulou|1989|fre|Loups;Albums
Boujon, Claude|La Brouille|1989|fre|Lapins;Albums
Carle, Eric|La Chenille qui fait des trous|1969|eng|Chenilles;Albums
Brunhoff, Jean de|Histoire de Babar le petit éléphant|1931|fre|Éléphants;Albums
Jansson, Tove|Moumine le troll|1948|swe|Trolls
Morpurgo, Michael|Cheval de guerre|1982|eng|Chevaux;Guerre de 1914-1918
Riordan, Rick|Le Voleur de foudre|2005|eng|Mythologie grecque
Funke, Cornelia|Cœur d'encre|2003|ger|Livres
Ende, Michael|L'Histoire sans fin|1979|ger|Livres;Imaginaire
Burnett, Frances Hodgson|Le Jardin secret|1911|eng|Jardins
Sachar, Louis|Le Passage|1998|eng|Adolescence
`;

/** Comics: `authors|series|first and last volume|year of the first`. */
export const comics = `
Goscinny, René;Uderzo, Albert|Astérix|1-24|1961
Hergé|Les Aventures de Tintin|1-24|1930
Franquin, André|Gaston|1-19|1960
Morris;Goscinny, René|Lucky Luke|1-30|1949
Peyo|Les Schtroumpfs|1-16|1963
Bilal, Enki|La Trilogie Nikopol|1-3|1980
Tardi, Jacques|Adèle Blanc-Sec|1-9|1976
Tardi, Jacques|C'était la guerre des tranchées|1-1|1993
Sfar, Joann|Le Chat du rabbin|1-7|2002
Satrapi, Marjane|Persepolis|1-4|2000
Sattouf, Riad|L'Arabe du futur|1-6|2014
Spiegelman, Art|Maus|1-2|1986
Larcenet, Manu|Blast|1-4|2009
Zep|Titeuf|1-14|1993
Toriyama, Akira|Dragon Ball|1-42|1985
Oda, Eiichirō|One Piece|1-60|1997
Otomo, Katsuhiro|Akira|1-6|1984
Taniguchi, Jirō|Quartier lointain|1-2|1998
`;

/** Films: `director|title|year|country|subjects`. */
export const films = `
Boon, Dany|Bienvenue chez les Ch'tis|2008|FR|Nord (France);Comédie
Berri, Claude|Germinal|1993|FR|Mineurs;Grèves
Tavernier, Bertrand|Ça commence aujourd'hui|1999|FR|École;Nord (France)
Dumont, Bruno|La Vie de Jésus|1997|FR|Bailleul;Jeunesse
Renoir, Jean|La Grande Illusion|1937|FR|Guerre de 1914-1918
Renoir, Jean|La Règle du jeu|1939|FR|Aristocratie
Carné, Marcel|Les Enfants du paradis|1945|FR|Théâtre;Paris (France)
Carné, Marcel|Le Jour se lève|1939|FR|Ouvriers
Truffaut, François|Les Quatre Cents Coups|1959|FR|Enfance
Truffaut, François|Jules et Jim|1962|FR|Amour
Godard, Jean-Luc|À bout de souffle|1960|FR|Nouvelle vague
Godard, Jean-Luc|Le Mépris|1963|FR|Cinéma
Tati, Jacques|Les Vacances de monsieur Hulot|1953|FR|Comédie
Tati, Jacques|Mon oncle|1958|FR|Comédie
Oury, Gérard|La Grande Vadrouille|1966|FR|Comédie;Guerre de 1939-1945
Oury, Gérard|Les Aventures de Rabbi Jacob|1973|FR|Comédie
Molinaro, Édouard|La Cage aux folles|1978|FR|Comédie
Melville, Jean-Pierre|Le Samouraï|1967|FR|Policier
Jeunet, Jean-Pierre|Le Fabuleux Destin d'Amélie Poulain|2001|FR|Paris (France);Comédie
Kassovitz, Mathieu|La Haine|1995|FR|Banlieues
Audiard, Jacques|Un prophète|2009|FR|Prisons
Cantet, Laurent|Entre les murs|2008|FR|École
Sciamma, Céline|Portrait de la jeune fille en feu|2019|FR|Peintres
Varda, Agnès|Cléo de 5 à 7|1962|FR|Paris (France)
Varda, Agnès|Les Glaneurs et la Glaneuse|2000|FR|Documentaire
Ocelot, Michel|Kirikou et la Sorcière|1998|FR|Animation;Afrique
Philibert, Nicolas|Être et avoir|2002|FR|Documentaire;École
Chaplin, Charlie|Les Temps modernes|1936|US|Comédie;Ouvriers
Chaplin, Charlie|Le Dictateur|1940|US|Comédie;Nazisme
Hitchcock, Alfred|Psychose|1960|US|Épouvante
Hitchcock, Alfred|Sueurs froides|1958|US|Policier
Welles, Orson|Citizen Kane|1941|US|Presse
Kubrick, Stanley|2001, l'Odyssée de l'espace|1968|GB|Science-fiction
Kubrick, Stanley|Les Sentiers de la gloire|1957|US|Guerre de 1914-1918
Spielberg, Steven|E.T. l'extra-terrestre|1982|US|Science-fiction
Spielberg, Steven|Les Dents de la mer|1975|US|Requins
Scott, Ridley|Blade Runner|1982|US|Science-fiction
Coppola, Francis Ford|Le Parrain|1972|US|Mafia
Loach, Ken|Moi, Daniel Blake|2016|GB|Chômage
Wilder, Billy|Certains l'aiment chaud|1959|US|Comédie
Kurosawa, Akira|Les Sept Samouraïs|1954|JP|Samouraïs
Miyazaki, Hayao|Le Voyage de Chihiro|2001|JP|Animation
Miyazaki, Hayao|Mon voisin Totoro|1988|JP|Animation
Fellini, Federico|La Dolce Vita|1960|IT|Rome
De Sica, Vittorio|Le Voleur de bicyclette|1948|IT|Pauvreté
Benigni, Roberto|La vie est belle|1997|IT|Shoah
Bergman, Ingmar|Le Septième Sceau|1957|SE|Mort
Almodóvar, Pedro|Tout sur ma mère|1999|ES|Mères
Wenders, Wim|Les Ailes du désir|1987|DE|Anges;Berlin
Murnau, Friedrich Wilhelm|Nosferatu le vampire|1922|DE|Vampires
Lang, Fritz|Metropolis|1927|DE|Science-fiction
Eisenstein, Sergueï|Le Cuirassé Potemkine|1925|RU|Révolutions
`;

/** Recordings: `performer or composer|title|year|subjects`. */
export const recordings = `
Brel, Jacques|Ces gens-là|1966|Chanson française
Brassens, Georges|Les Copains d'abord|1964|Chanson française
Ferré, Léo|Avec le temps|1972|Chanson française
Barbara|L'Aigle noir|1970|Chanson française
Piaf, Édith|La Vie en rose|1947|Chanson française
Bachelet, Pierre|Les Corons|1982|Chanson française;Mineurs
Gainsbourg, Serge|Histoire de Melody Nelson|1971|Chanson française
Aznavour, Charles|La Bohème|1966|Chanson française
Renaud|Renaud cante el' Nord|1993|Chanson picarde;Nord (France)
Trenet, Charles|La Mer|1946|Chanson française
Higelin, Jacques|Champagne pour tout le monde|1979|Chanson française
Noir Désir|Tostaky|1992|Rock français
Daft Punk|Discovery|2001|Musique électronique
Air|Moon Safari|1998|Musique électronique
IAM|L'École du micro d'argent|1997|Rap
MC Solaar|Qui sème le vent récolte le tempo|1991|Rap
Stromae|Racine carrée|2013|Chanson
The Beatles|Abbey Road|1969|Rock
The Beatles|Revolver|1966|Rock
The Rolling Stones|Let It Bleed|1969|Rock
Pink Floyd|The Dark Side of the Moon|1973|Rock
Bowie, David|Heroes|1977|Rock
Nirvana|Nevermind|1991|Rock
Radiohead|OK Computer|1997|Rock
Dylan, Bob|Highway 61 Revisited|1965|Folk
Cohen, Leonard|Songs of Leonard Cohen|1967|Folk
Davis, Miles|Kind of Blue|1959|Jazz
Coltrane, John|A Love Supreme|1965|Jazz
Simone, Nina|I Put a Spell on You|1965|Jazz
Reinhardt, Django|Minor Swing|1937|Jazz
Marley, Bob|Exodus|1977|Reggae
Evora, Cesaria|Miss Perfumado|1992|Musiques du monde
Bach, Johann Sebastian|Suites pour violoncelle seul|1720|Musique classique
Bach, Johann Sebastian|Variations Goldberg|1741|Musique classique
Mozart, Wolfgang Amadeus|Requiem|1791|Musique classique
Mozart, Wolfgang Amadeus|La Flûte enchantée|1791|Opéra
Beethoven, Ludwig van|Symphonie no 9|1824|Musique classique
Vivaldi, Antonio|Les Quatre Saisons|1725|Musique classique
Bizet, Georges|Carmen|1875|Opéra
Verdi, Giuseppe|La Traviata|1853|Opéra
Debussy, Claude|La Mer|1905|Musique classique
Ravel, Maurice|Boléro|1928|Musique classique
Satie, Erik|Gymnopédies|1888|Musique classique
Fauré, Gabriel|Requiem|1890|Musique classique
Prokofiev, Sergueï|Pierre et le Loup|1936|Musique classique;Enfants
`;

/** Periodicals: `title|first year|publisher`. */
export const periodicals = `
Le Monde diplomatique|1954|Le Monde
Sciences et avenir|1949|Sciences et avenir
Que choisir|1961|UFC
60 millions de consommateurs|1970|INC
Géo|1979|Prisma
L'Histoire|1978|Sophia
Historia|1909|Sophia
Télérama|1947|Télérama
Les Inrockuptibles|1986|Les Inrockuptibles
Cahiers du cinéma|1951|Cahiers du cinéma
Pour la science|1977|Belin
Science et vie junior|1989|Reworld
J'aime lire|1977|Bayard
Astrapi|1978|Bayard
Wapiti|1987|Milan
Picoti|1989|Milan
La Voix du Nord. Lens|1944|La Voix du Nord
Pays du Nord|1994|Éditions Pays du Nord
Gauheria|1983|Dossiers de Gauheria
Rustica|1928|Rustica
`;

/** Board and video games: `author or maker|title|year`. */
export const games = `
Teuber, Klaus|Catane|1995
Moon, Alan R.|Les Aventuriers du rail|2004
Roubira, Jean-Louis|Dixit|2008
Bauza, Antoine|7 Wonders|2010
Cathala, Bruno|Kingdomino|2016
Wrede, Klaus-Jürgen|Carcassonne|2000
Leacock, Matt|Pandémie|2008
Cocktail Games|Mysterium|2015
Butts, Alfred Mosher|Scrabble|1948
Nintendo|Mario Kart 8|2014
Nintendo|The Legend of Zelda: Breath of the Wild|2017
Ubisoft|Rayman Legends|2013
`;

/** Printed music: `composer|title|instrument|year`. */
export const scores = `
Bach, Johann Sebastian|Petit livre d'Anna Magdalena Bach|piano|1725
Satie, Erik|Gymnopédies|piano|1888
Debussy, Claude|Children's Corner|piano|1908
Schumann, Robert|Album pour la jeunesse|piano|1848
Bartók, Béla|Mikrokosmos|piano|1939
Sor, Fernando|Vingt études|guitare|1845
Brel, Jacques|Quinze chansons|chant et piano|1998
Brassens, Georges|Chansons|chant et guitare|1993
`;

/** Maps and atlases: `title|scale|year`. */
export const maps = `
Lens, Béthune|1:25 000|2019
Arras, Lens, Douai|1:100 000|2021
Nord-Pas-de-Calais|1:250 000|2022
Vimy, Notre-Dame-de-Lorette : champs de bataille|1:50 000|2014
Bassin minier du Nord et du Pas-de-Calais : sites inscrits au patrimoine mondial|1:100 000|2013
France routière|1:1 000 000|2023
`;

/** Kits lent to libraries: `title|contents`. */
export const kits = `
Malle numérique : tablettes et liseuses|8 tablettes, 4 liseuses, 1 borne wifi
Malle robots|6 robots, 6 tapis, 1 guide
Malle jeux vidéo rétro|2 consoles, 8 manettes, 20 jeux
Malle tapis de lecture : la mine|1 tapis, 12 livres, 9 figurines
`;

/** Works of reference, read on the spot: `author|title|year|publisher|subjects`. */
export const references = `
Collectif|Le Petit Robert|2023|Le Robert|Dictionnaires
Collectif|Le Grand Larousse illustré|2022|Larousse|Encyclopédies
Collectif|Code civil|2024|Dalloz|Droit
Collectif|Code du travail|2024|Dalloz|Droit
Collectif|Bescherelle : la conjugaison pour tous|2019|Hatier|Grammaire
Collectif|Atlas du bassin minier|2012|Mission Bassin minier|Mines de charbon;Nord (France)
Collectif|Dictionnaire des communes du Pas-de-Calais|1998|Archives départementales|Pas-de-Calais (France)
`;

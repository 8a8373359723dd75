using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Configuration.Formulaires;

namespace Parcoursup.Gateway.Adapters.Apogee.Configuration;

/// <summary>What is filled in for Apogée, its neighbours, and the OPI service hosted here.</summary>
internal static class FormulaireApogee
{
    public static IEnumerable<GroupeReglage> Groupes => [Opi, Apogee, LaissezPasser, Etudiant, ComptesOpi, Traitements, Fichiers];

    private static GroupeReglage Opi => new("OPI", 20,
    [
        new("opi.voie", "Comment les OPI partent vers Apogée", SorteChamp.Choix)
        {
            Choix =
            [
                (nameof(VoieOpi.Soap), "la passerelle appelle Apogée (OpiMetier)"),
                (nameof(VoieOpi.Service), "un traitement de l'établissement vient les chercher"),
                (nameof(VoieOpi.Fichiers), "par fichiers plats"),
            ],
        },
        new("opi.prefixe", "Préfixe des numéros OPI") { Aide = "Placé devant le numéro de dossier de Parcoursup ; souvent vide." },
    ])
    {
        Sis = Sis.Apogee,
    };

    private static GroupeReglage Apogee => new("Apogée", 21,
    [
        new("apogee.url", "Adresse d'OpiMetier") { Aide = "Par exemple https://apogee.univ.fr/services/OpiMetier." },
        new("apogee.login", "Identifiant") { Aide = "Vide avec le mot de passe, si Apogée n'en demande pas." },
        new("apogee.motDePasse", "Mot de passe", SorteChamp.Secret),
        new("apogee.version", "Version de l'opération", SorteChamp.Nombre)
        {
            Aide = "mettreajourDonneesOpi_vN, de 2 à 10 ; 10 si le champ reste vide.",
        },
        new("apogee.release", "Version d'Apogée") { Aide = "Par exemple 6.50." },
        new("apogee.espaceDeNoms", "Espace de noms") { Aide = "Seulement avant la version 6.00." },
        new("apogee.delaiSecondes", "Délai d'une réponse, en secondes", SorteChamp.Nombre),
        new("apogee.appelsSimultanes", "Appels à la fois", SorteChamp.Nombre),
    ])
    {
        Sis = Sis.Apogee, Facultatif = "apogee",
    };

    private static GroupeReglage LaissezPasser => new("Apogée : laissez-passer", 22,
    [
        .. Voisin("laissezPasser"),
        new("apogee.laissezPasser.version", "Version de l'opération", SorteChamp.Nombre) { Aide = "1, ou 2 qui connaît les « Oui si »." },
        new("apogee.laissezPasser.codRgi", "Régime d'inscription (codRgi)"),
        new("apogee.laissezPasser.codStu", "Statut (codStu)"),
    ])
    {
        Sis = Sis.Apogee, Facultatif = "apogee.laissezPasser",
        Explication = "Indiquer au moins la version pour pouvoir donner des laissez-passer ; l'adresse et la paire d'OpiMetier servent si "
            + "elles restent vides.",
    };

    private static GroupeReglage Etudiant => new("Apogée : étudiants", 23, [.. Voisin("etudiant")])
    {
        Sis = Sis.Apogee, Facultatif = "apogee.etudiant",
        Explication = "Indiquer l'adresse d'EtudiantMetier pour que la passerelle demande à Apogée qui est devenu étudiant.",
    };

    private static GroupeReglage ComptesOpi => new("Comptes du service OPI de la passerelle", 24,
    [
        new("login", "Identifiant"),
        new("motDePasse", "Mot de passe", SorteChamp.Secret),
        new("prefixe", "Préfixe de ses numéros OPI"),
        new("origine", "Qui appelle", SorteChamp.Choix)
        {
            Choix = [(nameof(OrigineOpi.Autre), "un autre logiciel"), (nameof(OrigineOpi.Parcoursup), "Parcoursup")],
        },
        new("mode", "Réponse", SorteChamp.Choix)
        {
            Choix =
            [
                (nameof(ModeOpi.Differe), "dès que la passerelle a le message"),
                (nameof(ModeOpi.Relais), "celle d'Apogée, si elle vient à temps"),
            ],
        },
        new("adresses", "Adresses ou réseaux d'où il appelle", SorteChamp.Liste),
    ])
    {
        Sis = Sis.Apogee, Liste = "opi.comptes",
        Explication = "Les logiciels qui envoient des OPI par le service web hébergé ici. Vider l'identifiant retire le compte.",
    };

    private static GroupeReglage Traitements => new("Comptes des traitements d'Apogée", 25,
    [
        new("login", "Identifiant"), new("motDePasse", "Mot de passe", SorteChamp.Secret),
        new("adresses", "Adresses ou réseaux d'où il appelle", SorteChamp.Liste),
    ])
    {
        Sis = Sis.Apogee, Liste = "opi.traitement.comptes",
        Explication = "Les traitements qui viennent chercher les OPI et disent ce qu'Apogée en a fait. Vider l'identifiant retire le "
            + "compte.",
    };

    private static GroupeReglage Fichiers => new("Fichiers plats d'OPI", 26,
    [
        new("opi.fichiers.dossier", "Dossier d'échange")
        {
            Exploitant = true, Aide = "Vide : les fichiers sont gardés ici et se téléchargent.",
        },
        new("opi.fichiers.conserver", "Lots gardés par session", SorteChamp.Nombre),
        new("planification.fichiers", "Quand ils sont écrits") { Aide = "Expression cron, à l'heure de Paris." },
    ])
    {
        Sis = Sis.Apogee, Explication = "Pour la voie « par fichiers plats ».",
    };

    private static IEnumerable<ChampReglage> Voisin(string nom) =>
    [
        new($"apogee.{nom}.url", "Adresse"), new($"apogee.{nom}.login", "Identifiant"),
        new($"apogee.{nom}.motDePasse", "Mot de passe", SorteChamp.Secret), new($"apogee.{nom}.espaceDeNoms", "Espace de noms"),
    ];
}

using System.Globalization;
using Parcoursup.Gateway.Domain.Candidats;

namespace Parcoursup.Gateway.Pages;

/// <summary>Made-up people, the same ones every time: some names are everywhere, most are rare, as it is.</summary>
internal static class Personne
{
    private static readonly string[] Courants =
    [
        "Martin", "Bernard", "Thomas", "Petit", "Robert", "Richard", "Durand", "Dubois", "Moreau", "Laurent", "Simon", "Michel", "Lefèvre",
        "Leroy", "Roux", "David", "Bertrand", "Morel", "Fournier", "Girard", "Bonnet", "Dupont", "Lambert", "Fontaine", "Rousseau", "Nguyen",
        "Benali", "Da Silva", "O'Connor", "Petit-Jean", "Garcia", "Traoré", "Li", "Haddad", "Müller", "Kowalski",
    ];

    private static readonly string[] Debuts = ["Bar", "Cha", "Dela", "Esco", "Fau", "Gui", "Hau", "Jou", "Lam", "Mar", "Nor", "Pel", "Qué", "Ros", "Sau", "Tou", "Val", "Zim"];
    private static readonly string[] Milieux = ["ban", "che", "dil", "go", "lan", "mé", "nou", "pin", "ra", "ssi", "ta", "vel", "bour", "cou", "der"];
    private static readonly string[] Fins = ["ac", "aud", "eau", "el", "ert", "et", "eux", "ier", "in", "ot", "oux", "y", "ez", "ard", "ini"];

    private static readonly string[] Prenoms =
    [
        "Marie", "Zoé", "Léa", "Noé", "Inès", "Hugo", "Yanis", "Maëlle", "Jean-Baptiste", "Aïcha", "Tom", "Camille", "Chloé", "Manon", "Emma",
        "Louis", "Lucas", "Nathan", "Enzo", "Théo", "Sarah", "Jade", "Louise", "Alice", "Lina", "Gabriel", "Raphaël", "Arthur", "Adam", "Paul",
        "Margaux", "Océane", "Mathilde", "Clémence", "Romane", "Éléonore", "Gaël", "Loïc", "François", "Anaïs", "Mohamed", "Fatou", "Ilyes",
        "Maxime", "Antoine", "Clara", "Juliette", "Élise", "Victor", "Bastien",
    ];

    private static readonly string[] Communes = ["Chambéry", "Lyon", "Saint-Étienne", "Grenoble", "Marseille", "Châteauroux"];

    /// <param name="i">From 0, over all établissements.</param>
    public static Candidat De(int i, int code)
    {
        var random = new Random(i);
        var commune = Of(Communes, random);
        return new()
        {
            Session = Population.Session, CodeCandidat = code, Ine = Ine(i), Sexe = i % 2 == 0 ? "M" : "F", Nom = Nom(random), Prenom = Of(Prenoms, random),
            Prenom2 = random.Next(10) < 6 ? Of(Prenoms, random) : null, Prenom3 = random.Next(10) < 2 ? Of(Prenoms, random) : null,
            DateNaissance = new DateOnly(2008, 1, 1).AddDays(random.Next(366)), CodeCommuneNaissance = "73065", LibelleCommuneNaissance = commune,
            DepartementNaissance = "073", CodePaysNaissance = "99100", CodePaysNationalite = "99100",
            Adresse = new()
            {
                Ligne1 = $"{random.Next(200)} rue de la République", Ligne2 = $"Résidence des Lacs, appartement {random.Next(400)}", CodePostal = "73000",
                CodeCommune = "73065", LibelleCommune = commune, CodePays = "99100",
            },
            Mail = $"candidat{i}@exemple.fr", TelMobile = string.Create(CultureInfo.InvariantCulture, $"06{i % 100_000_000:D8}"),
            Bac = new() { Annee = 2026, Mois = 6, Serie = "Générale", Mention = "B" }, CodeEtablissementSco = "0730016W",
        };
    }

    public static string Ine(int i) => string.Create(CultureInfo.InvariantCulture, $"{i:D9}HA");

    private static string Nom(Random random) => random.Next(10) < 3 ? Of(Courants, random)
        : Of(Debuts, random) + Of(Milieux, random) + (random.Next(2) == 0 ? Of(Milieux, random) : "") + Of(Fins, random);

    private static string Of(string[] words, Random random) => words[random.Next(words.Length)];
}

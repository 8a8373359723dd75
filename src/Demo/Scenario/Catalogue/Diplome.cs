namespace Parcoursup.Gateway.Demo.Scenario.Catalogue;

/// <summary>A diploma of the catalogue.</summary>
/// <param name="Poids">Of a thousand formations, so many.</param>
/// <param name="DeDroit">It stands in the register by law: its CFD decides.</param>
/// <param name="Prefixe">The first digits of its CFD.</param>
internal sealed record Diplome(
    string Niveau, string Libelle, int Poids, bool DeDroit, string Prefixe, string Duree, params string[] Specialites)
{
    private const string Trois = "3 (CAP...)";
    private const string Quatre = "4 (BAC...)";
    private const string Cinq = "5 (BTS, DEUST...)";
    private const string Six = "6 (Licence, BUT...)";
    private const string Sept = "7 (Master, titre ingénieur...)";

    /// <summary>In the proportions of the apprenticeship catalogue.</summary>
    public static readonly IReadOnlyList<Diplome> Tous =
    [
        new(Cinq, "BREVET DE TECHNICIEN SUPERIEUR", 225, true, "320", "2", "COMPTABILITE ET GESTION", "MANAGEMENT COMMERCIAL OPERATIONNEL",
            "NEGOCIATION ET DIGITALISATION DE LA RELATION CLIENT", "GESTION DE LA PME", "ELECTROTECHNIQUE", "COMMERCE INTERNATIONAL"),
        new(Cinq, "BREVET DE TECHNICIEN SUPERIEUR AGRICOLE", 40, true, "323", "2", "AMENAGEMENTS PAYSAGERS", "TECHNICO-COMMERCIAL",
            "ANALYSE, CONDUITE ET STRATEGIE DE L'ENTREPRISE AGRICOLE"),
        new(Cinq, "TITRE PROFESSIONNEL DE NIVEAU 5", 45, false, "36T", "2", "DEVELOPPEUR WEB", "ASSISTANT RESSOURCES HUMAINES"),
        new(Cinq, "DEUST", 8, true, "313", "2", "METIERS DE LA FORME", "PREPARATEUR TECHNICIEN EN PHARMACIE"),
        new(Six, "BACHELOR UNIVERSITAIRE DE TECHNOLOGIE", 65, true, "25", "3", "GENIE CIVIL", "INFORMATIQUE",
            "TECHNIQUES DE COMMERCIALISATION"),
        new(Six, "LICENCE PROFESSIONNELLE", 55, true, "25F", "1", "METIERS DE LA BANQUE", "METIERS DU BTP"),
        new(Six, "DIPLOME DE COMPTABILITE ET DE GESTION", 15, true, "241", "3", "COMPTABILITE ET GESTION"),
        new(Six, "TITRE DE NIVEAU 6", 65, false, "26X", "1", "RESPONSABLE COMMERCIAL", "CHARGE DE COMMUNICATION"),
        new(Sept, "MASTER", 55, true, "135", "2", "DROIT SOCIAL", "FINANCE"),
        new(Sept, "DIPLOME D'INGENIEUR", 45, true, "170", "3", "GENIE MECANIQUE", "INFORMATIQUE"),
        new(Sept, "TITRE DE NIVEAU 7", 37, false, "16X", "2", "MANAGER DE PROJETS", "EXPERT EN CYBERSECURITE"),
        new(Quatre, "BAC PROFESSIONNEL", 90, true, "403", "3", "METIERS DU COMMERCE ET DE LA VENTE", "MELEC", "CUISINE"),
        new(Quatre, "BREVET PROFESSIONNEL", 60, true, "450", "2", "COIFFURE", "BOUCHER"),
        new(Quatre, "MENTION COMPLEMENTAIRE DE NIVEAU 4", 15, true, "010", "1", "SOMMELLERIE", "ACCUEIL RECEPTION"),
        new(Quatre, "BREVET TECHNIQUE DES METIERS", 10, true, "46T", "2", "PATISSIER"),
        new(Quatre, "TITRE PROFESSIONNEL DE NIVEAU 4", 35, false, "46T", "1", "CONSEILLER DE VENTE", "TECHNICIEN D'ASSISTANCE"),
        new(Trois, "CERTIFICAT D'APTITUDE PROFESSIONNELLE", 120, true, "500", "2", "BOULANGER", "CUISINE", "MACON",
            "EQUIPIER POLYVALENT DU COMMERCE"),
        new(Trois, "TITRE PROFESSIONNEL DE NIVEAU 3", 15, false, "56T", "1", "MAÇON", "AGENT DE RESTAURATION"),
    ];

    /// <summary>The diploma of the <paramref name="part"/>-th thousandth.</summary>
    public static Diplome De(int part)
    {
        foreach (var diplome in Tous)
        {
            part -= diplome.Poids;
            if (part < 0) return diplome;
        }

        return Tous[0];
    }
}

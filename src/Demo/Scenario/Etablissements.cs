namespace Parcoursup.Gateway.Demo.Scenario;

/// <summary>An établissement of the demo, one per student information system.</summary>
internal sealed record Etablissement(string Code, string Libelle, string Uai, string Sis);

internal static class Etablissements
{
    public static readonly Etablissement Alpes = new("univ-alpes", "Université des Alpes", Campagne.Uai, "Apogee");
    public static readonly Etablissement Lycee = new("lycee-belledonne", "Lycée agricole de Belledonne", "0730027H", "Fregata");
    public static readonly Etablissement Lagune = new("univ-lagune", "Université de la Lagune", "0340088L", "Scolarix");

    public static readonly IReadOnlyList<Etablissement> Tous = [Alpes, Lycee, Lagune];
}

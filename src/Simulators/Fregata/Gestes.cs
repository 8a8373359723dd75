namespace Parcoursup.Gateway.Simulators.Fregata;

/// <summary>The names under which a fault can be ordered.</summary>
internal static class Gestes
{
    public const string Import = "imports";
    public const string Suivi = "echanges";
    public const string Recherche = "inscriptions";
    public const string Traitement = "traitement";
    public const string Validation = "validations";
    public const string Annulation = "annulations";

    public static readonly IReadOnlyList<string> Tous = [Import, Suivi, Recherche, Traitement, Validation, Annulation];
}

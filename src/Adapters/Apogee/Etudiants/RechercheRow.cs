using System.Globalization;

namespace Parcoursup.Gateway.Adapters.Apogee.Etudiants;

/// <summary>How far a question to EtudiantMetier has come.</summary>
internal enum EtatRecherche
{
    /// <summary>To be asked, or asked again.</summary>
    Demandee,
    Trouvee,

    /// <summary>Apogée answered that it knows no such student.</summary>
    Inconnue,

    /// <summary>Apogée refuses the question: asking again would not help.</summary>
    Echec,
}

/// <summary>A row of <c>recherche_etudiant</c>: a question and the last answer to it.</summary>
internal sealed class RechercheRow
{
    private const string OpiPrefix = "opi:";
    private const string NumberPrefix = "etu:";

    public string Etablissement { get; init; } = "";
    public string Cle { get; init; } = "";
    public string Etat { get; init; } = "";
    public int? CodEtu { get; init; }
    public int? CodInd { get; init; }
    public string? Ine { get; init; }
    public DateTimeOffset? RepondueLe { get; init; }
    public int Tentatives { get; init; }
    public string? Message { get; init; }

    public EtatRecherche State => Enum.Parse<EtatRecherche>(Etat);

    /// <summary>What became of this OPI number?</summary>
    public static string KeyOfOpi(string codOpi) => OpiPrefix + codOpi;

    /// <summary>Who has this student number?</summary>
    public static string KeyOfNumber(int codEtu) => NumberPrefix + codEtu.ToString(CultureInfo.InvariantCulture);

    /// <summary>The OPI number asked for, or the student number.</summary>
    public static (string? CodOpi, string? CodEtu) Asked(string cle) =>
        cle.StartsWith(OpiPrefix, StringComparison.Ordinal) ? (cle[OpiPrefix.Length..], null) : (null, cle[NumberPrefix.Length..]);
}

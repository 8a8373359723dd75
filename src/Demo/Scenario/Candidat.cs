namespace Parcoursup.Gateway.Demo.Scenario;

/// <summary>Who a candidate is, as he or she typed it at Parcoursup.</summary>
internal sealed record Candidat(int Code, string? Ine, string Sexe, string Nom, string Prenom, DateOnly DateNaissance,
    bool NationaliteFrancaise)
{
    private static readonly string[] Series = ["Générale", "STMG", "ST2S", "Professionnelle"];

    public string Mail { get; init; } = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"candidat.{Code}@example.org");

    /// <summary>Year of the baccalauréat; before the session for those who hold it already.</summary>
    public int AnneeBac { get; init; } = Campagne.Session;

    public string Serie { get; init; } = Series[Code % Series.Length];

    /// <summary>Up to two, none with a key of their own; the same one may be given twice.</summary>
    public IReadOnlyList<Responsable> Responsables { get; init; } = [];
}

/// <summary>A legal guardian as the candidate typed it.</summary>
internal sealed record Responsable(string Nom, string Prenom);

/// <summary>What names a wish within the session.</summary>
internal readonly record struct CleVoeu(int Candidat, int Formation, int Internat = 0);

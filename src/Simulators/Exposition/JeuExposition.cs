namespace Parcoursup.Gateway.Simulators.Exposition;

/// <summary>What the API holds.</summary>
public sealed record JeuExposition
{
    public static readonly JeuExposition Vide = new();

    /// <summary>By établissement.</summary>
    public IReadOnlyList<FicheExposition> Formations { get; init; } = [];

    /// <summary>Of the country.</summary>
    public IReadOnlyList<FicheExposition> Certifications { get; init; } = [];

    public IReadOnlyList<FicheExposition> Regionales { get; init; } = [];

    /// <summary>The établissements that it knows; those of its records besides.</summary>
    public IReadOnlyCollection<string> Etablissements { get; init; } = [];

    /// <summary>A code whose year is not the last → the codes of the last one; several for a common first year.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Terminales { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>();
}

/// <summary>The data, looked up as the routes need it.</summary>
internal sealed class DonneesExposition
{
    private readonly ILookup<(string Uai, string Code), FicheExposition> _formations;
    private readonly ILookup<string, FicheExposition> _certifications;
    private readonly ILookup<string, FicheExposition> _regionales;
    private readonly HashSet<string> _etablissements;

    public DonneesExposition(JeuExposition jeu)
    {
        Jeu = jeu;
        _formations = jeu.Formations.ToLookup(f => (f.Uai!, f.CodeCertification));
        _certifications = jeu.Certifications.ToLookup(f => f.CodeCertification);
        _regionales = jeu.Regionales.ToLookup(f => f.CodeCertification);
        _etablissements = [.. jeu.Etablissements, .. jeu.Formations.Select(f => f.Uai!)];
    }

    public JeuExposition Jeu { get; }

    public bool Connait(string uai) => _etablissements.Contains(uai);

    public IEnumerable<FicheExposition> Formation(string uai, string code) => _formations[(uai, code)];

    public IEnumerable<FicheExposition> Certification(string code) => _certifications[code];

    public IEnumerable<FicheExposition> Regionale(string region, string code) => _regionales[code].Where(f => f.Region == region);

    public bool ConnaitCertification(string code) => _certifications.Contains(code) || _regionales.Contains(code);

    public IReadOnlyList<string> Terminales(string code) => Jeu.Terminales.GetValueOrDefault(code) ?? [];
}

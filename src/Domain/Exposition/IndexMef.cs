namespace Parcoursup.Gateway.Domain.Exposition;

/// <summary>From a MEF or a CFD to the MEFSTAT11 of the final year.</summary>
internal sealed class IndexMef
{
    private readonly ILookup<string, LigneMef> _parMef;
    private readonly ILookup<string, LigneMef> _parStat;
    private readonly ILookup<string, LigneMef> _parCfd;

    public IndexMef(IReadOnlyCollection<LigneMef> lignes)
    {
        _parMef = lignes.ToLookup(l => l.Mef, StringComparer.Ordinal);
        _parStat = lignes.Where(l => l.MefStat11 is not null).ToLookup(l => l.MefStat11!, StringComparer.Ordinal);
        _parCfd = lignes.Where(l => l.Cfd is not null).ToLookup(l => l.Cfd!, StringComparer.Ordinal);
    }

    public IEnumerable<string> Cfds => _parCfd.Select(g => g.Key);

    public bool Connait(CodeCertification mef11) => _parStat.Contains(mef11.Valeur);

    /// <summary>The rows of a MEF; a MEFSTAT11 in its place names its rows as well.</summary>
    public IEnumerable<LigneMef> LignesDe(string mef) => _parMef.Contains(mef) ? _parMef[mef] : _parStat[mef];

    public IEnumerable<LigneMef> LignesDuCfd(string cfd) => _parCfd[cfd];

    /// <summary>Its years are known and none is a last one: several certifications share it.</summary>
    public bool EstCommune(string cfd) => _parCfd.Contains(cfd) && !_parCfd[cfd].Any(l => l.EstFinale);

    /// <summary>The last year of a row: itself, else those of its CFD in its own dispositif, else itself as a common year.</summary>
    public IEnumerable<AnneeTerminale> FinalesDe(LigneMef ligne) =>
        ligne.EstFinale || ligne.Cfd is not { } cfd ? Codes([ligne], commune: false)
        : Finales(cfd, ligne.Dispositif) is { Count: > 0 } finales ? finales
        : Codes([ligne], commune: true);

    /// <summary>The last years of a CFD, one per dispositif as a rule; where there is none, its years are common ones.</summary>
    /// <param name="dispositif">The line's own dispositif, null when it names none or another certification's.</param>
    public IEnumerable<AnneeTerminale> FinalesDuCfd(string cfd, string? dispositif) =>
        dispositif is not null && Finales(cfd, dispositif) is { Count: > 0 } propres ? propres
        : Finales(cfd, null) is { Count: > 0 } finales ? finales
        : Codes(_parCfd[cfd], commune: true);

    private List<AnneeTerminale> Finales(string cfd, string? dispositif) =>
        Codes(_parCfd[cfd].Where(l => l.EstFinale && (dispositif is null || l.Dispositif == dispositif)), commune: false);

    private static List<AnneeTerminale> Codes(IEnumerable<LigneMef> lignes, bool commune) =>
        [.. lignes.Select(l => CodeCertification.De(TypeCode.Mef11, l.MefStat11)).OfType<CodeCertification>().Distinct()
            .Select(code => new AnneeTerminale(code, commune))];
}

/// <summary>The code of a last year.</summary>
/// <param name="Commune">No last year is known: it is that of a first year that several certifications share.</param>
internal readonly record struct AnneeTerminale(CodeCertification Code, bool Commune);

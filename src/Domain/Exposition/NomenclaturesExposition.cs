namespace Parcoursup.Gateway.Domain.Exposition;

/// <summary>The nomenclatures in memory, by what they are asked for. The order of their rows never matters.</summary>
public sealed class NomenclaturesExposition
{
    /// <summary>Académies that the data cover badly, unless a table says otherwise.</summary>
    public static readonly IReadOnlyList<string> OutreMer = ["40", "41", "42", "43", "44"];

    private readonly TablesNomenclature _tables;
    private readonly Dictionary<string, DateOnly?> _diplomes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _sises;
    private readonly Dictionary<string, string?> _uais = new(StringComparer.Ordinal);
    private readonly ILookup<string, string> _meres;
    private readonly ILookup<string, string> _encodages;
    private readonly Dictionary<(string Type, string Filiere), bool> _perimetre = [];
    private readonly HashSet<string> _cfds;

    public NomenclaturesExposition(TablesNomenclature tables)
    {
        ArgumentNullException.ThrowIfNull(tables);
        _tables = tables;
        Mefs = new IndexMef(tables.Mefs ?? []);
        // Of a CFD that stands twice, the earliest opening: whoever left then has left it.
        foreach (var diplome in tables.Diplomes ?? [])
            _diplomes[diplome.Cfd] = _diplomes.TryGetValue(diplome.Cfd, out var autre) && autre < (diplome.Ouverture ?? autre)
                ? autre : diplome.Ouverture ?? autre;
        _cfds = [.. _diplomes.Keys, .. Mefs.Cfds];
        _sises = [.. tables.Sises ?? []];
        foreach (var uai in tables.Uais ?? [])
            if (!_uais.TryGetValue(uai.Uai, out var academie) || string.CompareOrdinal(uai.Academie, academie) > 0)
                _uais[uai.Uai] = uai.Academie;
        _meres = Paires(tables.Meres);
        _encodages = Paires(tables.Encodages);
        Rco = Paires(tables.Rco);
        foreach (var ligne in tables.Perimetre ?? [])
            _perimetre[(LigneCatalogue.TypeDe(ligne.Type), ligne.Filiere)] =
                ligne.Dedans || _perimetre.GetValueOrDefault((LigneCatalogue.TypeDe(ligne.Type), ligne.Filiere));
        var certifs = tables.CertifInfo ?? [];
        ParRncp = certifs.Where(c => c.Rncp is not null).ToLookup(c => c.Rncp!, StringComparer.Ordinal);
        ParIdeo = certifs.Where(c => c.Ideo is not null).ToLookup(c => c.Ideo!, StringComparer.Ordinal);
        ParCertif = certifs.Where(c => c.Code is not null).ToLookup(c => c.Code!, StringComparer.Ordinal);
        LiensCfd = new LiensCodes(
            (tables.Diplomes ?? []).SelectMany(d => d.Anciens.Select(a => (a, d.Cfd)).Concat(d.Nouveaux.Select(n => (d.Cfd, n)))),
            ConnaitCfd);
        LiensCertif = new LiensCodes(
            certifs.Where(c => c is { Code: not null, Ancien: not null }).Select(c => (c.Ancien!, c.Code!)), ParCertif.Contains);
    }

    internal IndexMef Mefs { get; }
    internal LiensCodes LiensCfd { get; }
    internal LiensCodes LiensCertif { get; }
    internal ILookup<string, string> Rco { get; }
    internal ILookup<string, LigneCertifInfo> ParRncp { get; }
    internal ILookup<string, LigneCertifInfo> ParIdeo { get; }
    internal ILookup<string, LigneCertifInfo> ParCertif { get; }

    public bool AUnPerimetre => _tables.Perimetre is not null;

    public bool AUneListeDUai => _tables.Uais is not null;

    /// <summary>True when the source was given the table that it needs.</summary>
    public bool Ouverte(SourceCode source) => source switch
    {
        SourceCode.Cfd => _tables.Diplomes is not null || _tables.Mefs is not null,
        SourceCode.Mef => _tables.Mefs is not null,
        SourceCode.Sise => _tables.Sises is not null,
        SourceCode.Rncp or SourceCode.Ideo => _tables.CertifInfo is not null,
        SourceCode.Rco => _tables.Rco is not null,
        _ => _tables.Encodages is not null,
    };

    public bool ConnaitCfd(string cfd) => _cfds.Contains(cfd);

    public bool ConnaitSise(string sise) => _sises.Contains(sise);

    public bool Connait(CodeCertification code) => code.Type switch
    {
        TypeCode.Cfd => ConnaitCfd(code.Valeur),
        TypeCode.Sise => ConnaitSise(code.Valeur),
        _ => Mefs.Connait(code),
    };

    /// <summary>The code that a person settled on; of two for one line, none can be told from the other.</summary>
    public IEnumerable<string> EncodagesDe(string cle) => _encodages[cle];

    public IEnumerable<string> MeresDe(string uai) => _meres[uai];

    public bool ConnaitUai(string uai) => _uais.ContainsKey(uai);

    /// <summary>The data cover its académie badly.</summary>
    public bool EstMalCouverte(string academie) => (_tables.AcademiesMalCouvertes ?? OutreMer).Contains(academie);

    public string? AcademieDe(string uai) => _uais.GetValueOrDefault(uai);

    /// <summary>In scope, not in scope, or null where there is no scope table.</summary>
    public bool? Dedans(string type, string filiere) => AUnPerimetre ? _perimetre.GetValueOrDefault((type, filiere)) : null;

    /// <summary>
    /// The first year in which somebody can have left the certification: opening and duration; null where nobody knows its opening.
    /// </summary>
    public int? PremiereSortie(string cfd)
    {
        var lignes = Mefs.LignesDuCfd(cfd);
        if ((_diplomes.GetValueOrDefault(cfd) ?? lignes.Min(l => l.Ouverture)) is not { } ouverture) return null;
        return ouverture.Year + (lignes.Min(l => l.Duree) ?? 0);
    }

    private static ILookup<string, string> Paires(IReadOnlyCollection<KeyValuePair<string, string>>? paires) =>
        (paires ?? []).Distinct().OrderBy(p => p.Value, StringComparer.Ordinal).ToLookup(p => p.Key, p => p.Value, StringComparer.Ordinal);
}

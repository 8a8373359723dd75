using System.Collections.Concurrent;
using Parcoursup.Gateway.Domain.Campagnes;

namespace Parcoursup.Gateway.Engine.Configuration;

/// <summary>The whole configuration at one moment. Immutable.</summary>
public sealed class ConfigurationSnapshot
{
    private readonly Dictionary<string, EtablissementModel> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<int, CalendrierCampagne> _campagnes;
    private readonly ConcurrentDictionary<Type, object> _derived = [];

    private readonly Dictionary<int, CampagneClose> _closes;

    public ConfigurationSnapshot(
        long revision, IReadOnlyList<EtablissementModel> etablissements, IEnumerable<CalendrierCampagne> campagnes,
        IEnumerable<CampagneClose> closes)
    {
        Revision = revision;
        _closes = closes.ToDictionary(c => c.Session);
        Etablissements = etablissements;
        _campagnes = campagnes.ToDictionary(c => c.Session);
        foreach (var etablissement in etablissements)
        {
            _byName[etablissement.Code] = etablissement;
            foreach (var uai in etablissement.Document.Uais) _byName[uai] = etablissement;
        }
    }

    /// <summary>Before anything was read.</summary>
    public static ConfigurationSnapshot Empty { get; } = new(-1, [], [], []);

    public long Revision { get; }
    public IReadOnlyList<EtablissementModel> Etablissements { get; }
    public IEnumerable<CalendrierCampagne> Campagnes => _campagnes.Values;

    /// <summary>By code or by any of its UAIs.</summary>
    public EtablissementModel? Find(string? codeOrUai) => codeOrUai is null ? null : _byName.GetValueOrDefault(codeOrUai);

    /// <summary>By code only: what is written concerns this one and no other.</summary>
    public EtablissementModel? FindByCode(string code) => Etablissements.FirstOrDefault(e => e.Code == code);

    /// <summary>By one of its UAIs only, as other systems address it.</summary>
    public EtablissementModel? FindByUai(string? uai) =>
        Find(uai) is { } found && found.Document.Uais.Contains(uai, StringComparer.OrdinalIgnoreCase) ? found : null;

    public CalendrierCampagne? Campagne(int session) => _campagnes.GetValueOrDefault(session);

    public IEnumerable<CampagneClose> Closes => _closes.Values.OrderBy(c => c.Session);

    /// <summary>Null for a session that is open.</summary>
    public CampagneClose? Close(int session) => _closes.GetValueOrDefault(session);

    /// <summary>What a system makes of the whole configuration (an index of accounts, say); made once for this moment.</summary>
    public T Derive<T>(Func<ConfigurationSnapshot, T> make) where T : class => (T)_derived.GetOrAdd(typeof(T), _ => make(this));
}

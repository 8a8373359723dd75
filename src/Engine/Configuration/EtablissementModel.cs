using System.Security.Cryptography.X509Certificates;
using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Adapters.Fregata.Protocol;
using Parcoursup.Gateway.Adapters.Parcoursup.Protocol;
using Parcoursup.Gateway.Adapters.Scolarix.Configuration;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Domain.Formations;
using Parcoursup.Gateway.Domain.Nomenclatures;
using Parcoursup.Gateway.Engine.Ground.Security;

namespace Parcoursup.Gateway.Engine.Configuration;

/// <summary>An établissement ready for use: secrets opened, tables indexed. Immutable.</summary>
internal sealed class EtablissementModel
{
    private static readonly FregataOptions WithoutFregata = new();
    private readonly Dictionary<int, FormationMapping> _formations;

    public EtablissementModel(EtablissementDocument document, DocumentSecrets secrets)
    {
        Document = document;
        Parcoursup = document.Parcoursup is { } p ? p with { MotDePasse = secrets.Open(p.MotDePasse) ?? "" } : null;
        Apogee = document.Apogee?.MapSecrets((_, secret) => secrets.Open(secret));
        _formations = document.Formations.ToDictionary(f => f.CodeFormationPsup);
        Nomenclatures = new TablesNomenclature(document.Nomenclatures);
        ConnectionFingerprint = secrets.FingerprintOf(ConnectionText());
    }

    public EtablissementDocument Document { get; }
    public string Code => Document.Code;
    public ReglesEtablissement Regles => Document.Regles;
    public ParcoursupOptions? Parcoursup { get; }
    public ApogeeOptions? Apogee { get; }

    /// <summary>With its passwords as hashes.</summary>
    public FregataOptions Fregata => Document.Fregata ?? WithoutFregata;
    public TablesNomenclature Nomenclatures { get; }
    public ScolarixDocument Scolarix => Document.Scolarix ?? ScolarixDocument.ParDefaut;

    /// <summary>Changes with what the connector test proves: URL, credentials, TLS settings, UAIs (rule D1).</summary>
    public string ConnectionFingerprint { get; }

    public FormationMapping? Formation(int codeFormationPsup) => _formations.GetValueOrDefault(codeFormationPsup);

    private string ConnectionText()
    {
        var test = Parcoursup?.CandidatTest;
        return string.Join('\n', [
            Parcoursup?.Url, Parcoursup?.Login, Parcoursup?.MotDePasse, $"{test?.CodeCandidat}/{test?.CodeFormationPsup}",
            .. Document.Uais.Order(StringComparer.Ordinal)]);
    }
}

/// <summary>The whole configuration at one moment. Immutable.</summary>
internal sealed class ConfigurationSnapshot
{
    private readonly Dictionary<string, EtablissementModel> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, CompteOpiModel> _comptes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CompteTraitementModel> _traitements = new(StringComparer.Ordinal);
    private readonly Dictionary<int, CalendrierCampagne> _campagnes;

    public ConfigurationSnapshot(long revision, IReadOnlyList<EtablissementModel> etablissements, IEnumerable<CalendrierCampagne> campagnes)
    {
        Revision = revision;
        Etablissements = etablissements;
        _campagnes = campagnes.ToDictionary(c => c.Session);
        foreach (var etablissement in etablissements)
        {
            _byName[etablissement.Code] = etablissement;
            foreach (var uai in etablissement.Document.Uais) _byName[uai] = etablissement;
            foreach (var compte in etablissement.Document.Opi.Comptes) _comptes[compte.Login] = new CompteOpiModel(etablissement, compte);
            foreach (var compte in etablissement.Document.Opi.Traitement.Comptes) _traitements[compte.Login] = new(etablissement, compte);
        }
    }

    /// <summary>Before anything was read.</summary>
    public static ConfigurationSnapshot Empty { get; } = new(-1, [], []);

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

    public CompteOpiModel? FindAccount(string login) => _comptes.GetValueOrDefault(login);

    /// <summary>The account that this certificate alone opens; null when none does, or more than one.</summary>
    public CompteOpiModel? FindAccount(X509Certificate2 certificate, DateTimeOffset now)
    {
        var found = _comptes.Values.Where(c => c.OpensByCertificate && c.Certificat!.Accepts(certificate, now)).Take(2).ToList();
        return found.Count == 1 ? found[0] : null;
    }

    public CompteTraitementModel? FindJobAccount(string login) => _traitements.GetValueOrDefault(login);

    public CalendrierCampagne? Campagne(int session) => _campagnes.GetValueOrDefault(session);
}

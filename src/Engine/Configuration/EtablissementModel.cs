using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Domain.Formations;
using Parcoursup.Gateway.Domain.Nomenclatures;
using Parcoursup.Gateway.Engine.Ground.Security;

namespace Parcoursup.Gateway.Engine.Configuration;

/// <summary>An établissement ready for use: secrets opened, tables indexed. Immutable.</summary>
public sealed class EtablissementModel
{
    private readonly EtablissementDocument _opened;
    private readonly Dictionary<int, FormationMapping> _formations;

    /// <param name="document">As it is stored.</param>
    /// <param name="opened">The same with what we send in clear.</param>
    /// <param name="profile">Of the établissement's system.</param>
    /// <param name="connectionFingerprint">See <see cref="ConnectionFingerprint"/>.</param>
    public EtablissementModel(
        EtablissementDocument document, EtablissementDocument opened, SisProfile profile, string connectionFingerprint)
    {
        (Document, _opened, Profile, ConnectionFingerprint) = (document, opened, profile, connectionFingerprint);
        _formations = document.Formations.ToDictionary(f => f.CodeFormationPsup);
        Nomenclatures = new TablesNomenclature(document.Nomenclatures);
    }

    public EtablissementDocument Document { get; }
    public string Code => Document.Code;
    public ReglesEtablissement Regles => Document.Regles;
    public TablesNomenclature Nomenclatures { get; }

    /// <summary>What the engine knows of the établissement's system.</summary>
    public SisProfile Profile { get; }

    /// <summary>Changes with what the connector test proves: URL, credentials, TLS settings, UAIs (rule D1).</summary>
    public string ConnectionFingerprint { get; }

    public FormationMapping? Formation(int codeFormationPsup) => _formations.GetValueOrDefault(codeFormationPsup);

    /// <summary>A system's section, ready for use; null where the document does not have it.</summary>
    public T? Section<T>() where T : class => _opened.Section<T>();
}

/// <summary>Makes the documents ready for use.</summary>
public sealed class EtablissementModels(
    DocumentSecrets secrets, MasterKey master, IEnumerable<IDocumentSection> sections, SisProfiles systems)
{
    private readonly IReadOnlyList<IDocumentSection> _sections = [.. sections];

    public EtablissementModel Of(EtablissementDocument stored)
    {
        var opened = secrets.Open(stored);
        // Keyed, because it covers a password and is stored in clear.
        return new(stored, opened, systems.Of(stored.Sis), master.FingerprintOf(ConnectionText(opened)));
    }

    // A fingerprint is stored with each test: the same lines must come in the same order for ever.
    private string ConnectionText(EtablissementDocument opened) => string.Join('\n', [
        .. _sections.SelectMany(s => s.ConnectionLines(opened.Section(s))), .. opened.Uais.Order(StringComparer.Ordinal)]);
}

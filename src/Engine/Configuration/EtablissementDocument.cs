using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Domain.Formations;

namespace Parcoursup.Gateway.Engine.Configuration;

/// <summary>The configuration document that REST and the command line exchange (docs/reference/api.md).</summary>
public sealed record ConfigurationDocument
{
    public IReadOnlyList<CalendrierCampagne> Campagnes { get; init; } = [];
    public IReadOnlyList<EtablissementDocument> Etablissements { get; init; } = [];
}

/// <summary>
/// One établissement of the document: what is common to all, and the sections of the systems. As taken in, secrets are in
/// clear; as stored, those that we send are encrypted and those sent to us hashed; as given out, they are null.
/// </summary>
public sealed record EtablissementDocument
{
    // Not a property: the sections stand in the document one by one (DocumentFormat).
    private DocumentSections _sections = DocumentSections.None;

    public string Code { get; init; } = "";
    public string Libelle { get; init; } = "";
    public IReadOnlyList<string> Uais { get; init; } = [];
    public Sis Sis { get; init; }
    public SourceOpi SourceOpi { get; init; } = SourceOpi.ApiRest;
    public ReglesEtablissement Regles { get; init; } = new();
    public Planification Planification { get; init; } = new();
    public IReadOnlyList<FormationMapping> Formations { get; init; } = [];
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Nomenclatures { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, string>>();

    /// <summary>What the section of this type holds; null where the document does not have it.</summary>
    public T? Section<T>() where T : class => _sections.Of<T>();

    public object? Section(IDocumentSection section) => _sections.Of(section);

    /// <param name="value">Null: without the section.</param>
    public EtablissementDocument With(IDocumentSection section, object? value) => this with { _sections = _sections.With(section, value) };

    /// <summary>The same with the secrets of all sections in another form.</summary>
    public EtablissementDocument MapSecrets(ISecretForm form, EtablissementDocument? stored = null) =>
        this with { _sections = _sections.MapSecrets(stored?._sections, form) };

    /// <summary>It is connected to the source of the candidates. Not a property, which would be a field of the document.</summary>
    public bool ConnecteALaSource() => _sections.ConnectToSource;

    /// <summary>Fills one that is being read and that nobody else has yet.</summary>
    internal void Take(IDocumentSection section, object? value) => _sections = _sections.With(section, value);
}

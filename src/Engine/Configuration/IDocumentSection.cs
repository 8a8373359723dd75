namespace Parcoursup.Gateway.Engine.Configuration;

/// <summary>
/// A part of an établissement's document that belongs to one system, which registers it. The sections are written in the
/// order of their registration. Stateless: it tells how to treat a value, the document holds the value.
/// </summary>
public interface IDocumentSection
{
    /// <summary>The field of the document.</summary>
    string Name { get; }

    /// <summary>What the field holds; no other section holds the same type.</summary>
    Type Type { get; }

    /// <summary>What stands, and is written, where nobody gave the section; null: nothing, and the section may be null.</summary>
    object? Default { get; }

    /// <summary>An établissement that has this section is connected to the source of the candidates.</summary>
    bool ConnectsToSource { get; }

    /// <summary>The same section with each of its secrets in another form.</summary>
    /// <param name="stored">The section as it is stored, for the secrets that were not given again.</param>
    object MapSecrets(object given, object? stored, ISecretForm form);

    /// <summary>The folders that the section uses.</summary>
    IEnumerable<UsedFolder> Folders(object section);

    /// <summary>What the connector test proves of the section, in clear (rule D1); null: the établissement does not have it.</summary>
    IEnumerable<string?> ConnectionLines(object? section);
}

/// <summary>A folder that a section uses.</summary>
/// <param name="Champ">Its field, from the section on.</param>
/// <param name="Nom">What it is for, in French and with its article.</param>
public sealed record UsedFolder(string Champ, string Nom, string? Chemin);

/// <summary>A section of the type <typeparamref name="T"/>; by default it has neither secrets nor folders, and proves nothing.</summary>
public abstract class DocumentSection<T>(string name) : IDocumentSection where T : class
{
    public string Name => name;
    public Type Type => typeof(T);
    public virtual T? Default => null;
    public virtual bool ConnectsToSource => false;

    object? IDocumentSection.Default => Default;

    object IDocumentSection.MapSecrets(object given, object? stored, ISecretForm form) => MapSecrets((T)given, (T?)stored, form);

    IEnumerable<UsedFolder> IDocumentSection.Folders(object section) => Folders((T)section);

    IEnumerable<string?> IDocumentSection.ConnectionLines(object? section) => ConnectionLines((T?)section);

    protected virtual T MapSecrets(T given, T? stored, ISecretForm form) => given;

    protected virtual IEnumerable<UsedFolder> Folders(T section) => [];

    protected virtual IEnumerable<string?> ConnectionLines(T? section) => [];
}

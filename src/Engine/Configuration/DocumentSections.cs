using System.Collections.Immutable;

namespace Parcoursup.Gateway.Engine.Configuration;

/// <summary>The sections that a document has, with what they hold. Immutable.</summary>
internal sealed class DocumentSections
{
    private readonly ImmutableArray<(IDocumentSection Section, object Value)> _all;

    private DocumentSections(ImmutableArray<(IDocumentSection Section, object Value)> all) => _all = all;

    public static DocumentSections None { get; } = new([]);

    /// <summary>The établissement is connected to the source of the candidates.</summary>
    public bool ConnectToSource => _all.Any(s => s.Section.ConnectsToSource);

    /// <summary>What the section of this type holds; null: the document does not have it.</summary>
    public T? Of<T>() where T : class
    {
        foreach (var (_, value) in _all)
            if (value is T found)
                return found;
        return null;
    }

    public object? Of(IDocumentSection section)
    {
        foreach (var (_, value) in _all)
            if (value.GetType() == section.Type)
                return value;
        return null;
    }

    /// <param name="value">Null: without the section.</param>
    public DocumentSections With(IDocumentSection section, object? value)
    {
        var others = _all.RemoveAll(s => s.Section.Type == section.Type);
        return new(value is null ? others : others.Add((section, value)));
    }

    public DocumentSections MapSecrets(DocumentSections? stored, ISecretForm form) =>
        new([.. _all.Select(s => (s.Section, s.Section.MapSecrets(s.Value, stored?.Of(s.Section), form)))]);
}

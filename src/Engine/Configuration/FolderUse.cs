namespace Parcoursup.Gateway.Engine.Configuration;

/// <summary>The folders of the whole configuration: one whose files are moved away must be apart from every other one.</summary>
public sealed class FolderUse
{
    private readonly List<Dossier> _all = [];

    public FolderUse(ConfigurationDocument document, IEnumerable<IDocumentSection> sections)
    {
        // The last section first: of several folders that meet one, the same is told as ever.
        var reversed = sections.Reverse().ToList();
        for (var i = 0; i < document.Etablissements.Count; i++)
            foreach (var section in reversed)
                if (document.Etablissements[i].Section(section) is { } value)
                    foreach (var folder in section.Folders(value))
                        Add(document.Etablissements[i].Code, $"etablissements[{i}].{section.Name}.{folder.Champ}", folder);
    }

    /// <summary>
    /// That the folder in this field is, holds or lies in another one of the configuration, a French clause without its full stop;
    /// null when it stands apart.
    /// </summary>
    public string? Meeting(string champ) =>
        _all.Find(d => d.Champ == champ) is { } own && _all.Find(d => d != own && Meet(own.Chemin, d.Chemin)) is { } other
            ? $"Ce dossier {Relation(own, other)} {other.Nom} de l'établissement {other.Etablissement} ({other.Champ})"
            : null;

    private void Add(string etablissement, string champ, UsedFolder folder)
    {
        // Others are refused as such.
        if (folder.Chemin is { } chemin && Path.IsPathFullyQualified(chemin))
            _all.Add(new(etablissement, champ, folder.Nom, Path.TrimEndingDirectorySeparator(Path.GetFullPath(chemin))));
    }

    // A share may not tell upper from lower case, whatever our own system does.
    private static string Relation(Dossier own, Dossier other) =>
        own.Chemin.Equals(other.Chemin, StringComparison.OrdinalIgnoreCase) ? "est aussi" : "contient, ou est dans,";

    private static bool Meet(string one, string other) => IsAt(one, other) || IsAt(other, one);

    private static bool IsAt(string inner, string outer) =>
        inner.Equals(outer, StringComparison.OrdinalIgnoreCase)
        || inner.StartsWith(Path.TrimEndingDirectorySeparator(outer) + Path.DirectorySeparatorChar, StringComparison.OrdinalIgnoreCase)
        || outer == Path.GetPathRoot(outer);

    private sealed record Dossier(string Etablissement, string Champ, string Nom, string Chemin);
}

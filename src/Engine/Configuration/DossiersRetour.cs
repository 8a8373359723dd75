using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Adapters.Scolarix.Configuration;
using Parcoursup.Gateway.Adapters.Scolarix.Protocol;

namespace Parcoursup.Gateway.Engine.Configuration;

/// <summary>
/// The folders of the whole configuration. Whatever is left in a return folder is taken and moved away, so it must be
/// apart from every other one: neither the same, nor inside it, nor around it.
/// </summary>
internal sealed class DossiersRetour
{
    private readonly List<Dossier> _all = [];

    public DossiersRetour(ConfigurationDocument document)
    {
        for (var i = 0; i < document.Etablissements.Count; i++)
        {
            var etablissement = document.Etablissements[i];
            var path = $"etablissements[{i}]";
            Add(etablissement, $"{path}.scolarix.dossier", "le dossier des instantanés de Scolarix", etablissement.Scolarix?.Dossier);
            Add(etablissement, $"{path}.scolarix.retour.dossier", "le dossier de retour", etablissement.Scolarix?.Retour.Dossier);
            Add(etablissement, $"{path}.opi.fichiers.dossier", "le dossier des fichiers d'OPI", etablissement.Opi.Fichiers?.Dossier);
        }
    }

    /// <summary>Why the folder in this field cannot be a return folder, in French; null when it stands apart.</summary>
    public string? Problem(string champ) =>
        _all.Find(d => d.Champ == champ) is { } own && _all.Find(d => d != own && Meet(own.Chemin, d.Chemin)) is { } other
            ? $"Ce dossier {(own.Chemin.Equals(other.Chemin, StringComparison.OrdinalIgnoreCase) ? "est aussi" : "contient, ou est dans,")} {other.Nom} de l'établissement {other.Etablissement} ({other.Champ}) : tout fichier .csv laissé dans un dossier de retour est pris puis déplacé. Lui donner un dossier à part, par exemple /srv/scolarix/retour à côté de /srv/scolarix/instantanes."
            : null;

    private void Add(EtablissementDocument etablissement, string champ, string nom, string? chemin)
    {
        // Others are refused as such.
        if (chemin is not null && Path.IsPathFullyQualified(chemin))
            _all.Add(new(etablissement.Code, champ, nom, Path.TrimEndingDirectorySeparator(Path.GetFullPath(chemin))));
    }

    // A share may not tell upper from lower case, whatever our own system does.
    private static bool Meet(string one, string other) => IsAt(one, other) || IsAt(other, one);

    private static bool IsAt(string inner, string outer) =>
        inner.Equals(outer, StringComparison.OrdinalIgnoreCase) || inner.StartsWith(Path.TrimEndingDirectorySeparator(outer) + Path.DirectorySeparatorChar, StringComparison.OrdinalIgnoreCase)
        || outer == Path.GetPathRoot(outer);

    private sealed record Dossier(string Etablissement, string Champ, string Nom, string Chemin);
}

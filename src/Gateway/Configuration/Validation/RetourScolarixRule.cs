using Parcoursup.Gateway.Adapters.Scolarix;
using Parcoursup.Gateway.FichiersPlats;
using Parcoursup.Gateway.Storage;

namespace Parcoursup.Gateway.Configuration.Validation;

/// <summary>The daily file of Scolarix: how it looks, and a folder that is really there and belongs to one établissement.</summary>
internal sealed class RetourScolarixRule(ConfigurationDirectory directory) : IDocumentRule
{
    public IEnumerable<Erreur> Check(ConfigurationDocument document)
    {
        var folders = document.Etablissements.Select(FolderOf).ToList();
        for (var i = 0; i < document.Etablissements.Count; i++)
        {
            if (document.Etablissements[i].Scolarix is not { } scolarix) continue;
            var path = $"etablissements[{i}].scolarix.retour";
            foreach (var (champ, message) in RetourValidator.Validate(scolarix.Retour, path)) yield return new(champ, message);
            if (folders[i] is not { } folder) continue;
            if (folders.Count(f => f == folder) > 1)
                yield return new($"{path}.dossier", "Ce dossier est déjà celui d'un autre établissement : chacun a le sien.");
            // A folder that goes away later stops its own files, not every change of the configuration.
            else if (!IsUnchanged(document.Etablissements[i]) && DossierDepot.Problem(folder) is { } problem)
                yield return new($"{path}.dossier", problem);
        }
    }

    private static string? FolderOf(EtablissementDocument etablissement) =>
        etablissement.Scolarix?.Retour.Dossier is { } folder && Path.IsPathFullyQualified(folder) ? Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) : etablissement.Scolarix?.Retour.Dossier;

    private bool IsUnchanged(EtablissementDocument etablissement) =>
        directory.Current.FindByCode(etablissement.Code) is { } stored && JsonText.Of(stored.Document.Scolarix) == JsonText.Of(etablissement.Scolarix);
}

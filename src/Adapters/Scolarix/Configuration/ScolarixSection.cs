using Parcoursup.Gateway.Engine.Configuration;

namespace Parcoursup.Gateway.Adapters.Scolarix.Configuration;

/// <summary>The file for Scolarix and the one that it gives back.</summary>
internal sealed class ScolarixSection() : DocumentSection<ScolarixDocument>("scolarix")
{
    public static readonly ScolarixSection Instance = new();

    protected override IEnumerable<UsedFolder> Folders(ScolarixDocument section) =>
    [
        new("dossier", "le dossier des instantanés de Scolarix", section.Dossier),
        new("retour.dossier", "le dossier de retour", section.Retour.Dossier),
    ];
}

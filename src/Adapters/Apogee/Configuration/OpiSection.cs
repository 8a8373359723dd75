using Parcoursup.Gateway.Engine.Configuration;

namespace Parcoursup.Gateway.Adapters.Apogee.Configuration;

/// <summary>OPI numbers, their way to Apogée and the accounts of both services; written even where nobody gave it.</summary>
internal sealed class OpiSection() : DocumentSection<OpiDocument>("opi")
{
    public static readonly OpiSection Instance = new();

    public override OpiDocument Default => OpiDocument.ParDefaut;

    protected override OpiDocument MapSecrets(OpiDocument given, OpiDocument? stored, ISecretForm form) => given with
    {
        Comptes = [.. given.Comptes.Select(c => c with
        {
            MotDePasse = form.Received("opi:" + c.Login, c.MotDePasse, stored?.Comptes.FirstOrDefault(o => o.Login == c.Login)?.MotDePasse),
        })],
        Traitement = given.Traitement with
        {
            Comptes = [.. given.Traitement.Comptes.Select(c => c with
            {
                MotDePasse = form.Received(
                    "traitement:" + c.Login, c.MotDePasse, stored?.Traitement.Comptes.FirstOrDefault(o => o.Login == c.Login)?.MotDePasse),
            })],
        },
    };

    protected override IEnumerable<UsedFolder> Folders(OpiDocument section) =>
        [new("fichiers.dossier", "le dossier des fichiers d'OPI", section.Fichiers?.Dossier)];
}

using System.CommandLine;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Security;

namespace Parcoursup.Gateway.Cli;

/// <summary>
/// <c>gateway securite creer-cle</c> makes a key in a file; <c>changer-cle</c> gives the database the one that the settings name, in
/// place of the one before.
/// </summary>
internal sealed class MasterKeyCommand(MasterKeyBook book)
{
    private const string Steps =
        "Pour changer la clé : créer la nouvelle (parcoursup-gateway securite creer-cle FICHIER) ; la donner à chaque nœud dans "
        + "Securite:FichierCleMaitresse, et celle d'avant dans Securite:FichierCleMaitressePrecedente ; redémarrer les nœuds l'un après "
        + "l'autre ; lancer parcoursup-gateway securite changer-cle sur l'un d'eux ; retirer celle d'avant.";

    public static Command CreateFile()
    {
        var file = new Argument<string>("fichier") { Description = "Fichier à créer, hors du dossier des données" };
        var command = new Command("creer-cle", "Crée une clé maîtresse dans un fichier que cet utilisateur est seul à lire") { file };
        command.SetAction((result, _) => CreateFileAsync(result.GetValue(file)!));
        return command;
    }

    public static Command Create(ICommandRun run)
    {
        var command = new Command("changer-cle", "Donne à la base la nouvelle clé maîtresse, à la place de la précédente");
        command.SetAction((_, ct) => run.WithAsync<MasterKeyCommand>(work => work.RunAsync(ct), ct));
        return command;
    }

    private static async Task<int> CreateFileAsync(string path)
    {
        try
        {
            MasterKeyFile.Create(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return await CommandFailure.TellAsync(File.Exists(path)
                ? $"« {path} » existe : une clé n'est jamais remplacée dans son fichier, choisir un autre nom."
                : $"« {path} » ne peut pas être créé ({FileReason.Of(failure)}).");
        }

        await Console.Out.WriteLineAsync(
            $"Clé créée dans « {Path.GetFullPath(path)} ». La donner à lire à l'utilisateur de la passerelle seul, la sauvegarder à part "
            + "de la base, et l'indiquer dans Securite:FichierCleMaitresse.");
        return 0;
    }

    private async Task<int> RunAsync(CancellationToken ct)
    {
        if (!await book.IsDueAsync(ct))
        {
            await Console.Out.WriteLineAsync("La base a déjà la clé des réglages : rien à changer. " + Steps);
            return 0;
        }

        var count = await book.RotateAsync(ct);
        await Console.Out.WriteLineAsync(
            $"{count} secret{(count > 1 ? "s" : "")} de la base {(count > 1 ? "ont" : "a")} la nouvelle clé. Retirer maintenant celle "
            + "d'avant des réglages de chaque nœud (Securite:CleMaitressePrecedente ou FichierCleMaitressePrecedente).");
        return 0;
    }
}

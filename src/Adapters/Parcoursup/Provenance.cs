using Parcoursup.Gateway.Adapters.Parcoursup.Importations;
using Parcoursup.Gateway.Adapters.Parcoursup.Push;
using Parcoursup.Gateway.Adapters.Parcoursup.Recuperations;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Engine.Suivi;

namespace Parcoursup.Gateway.Adapters.Parcoursup;

/// <summary>By which of the three ways in Parcoursup told something.</summary>
internal sealed class Provenance(Database database) : IMessageOrigin
{
    public async Task<IReadOnlyDictionary<long, string>> OfAsync(
        string etablissement, IReadOnlyList<MessageRecu> messages, CancellationToken ct)
    {
        var files = await FilesAsync(etablissement, [.. messages.Where(m => m.Canal == Canal.Importation).Select(m => m.Id)], ct);
        return messages.Select(m => (m.Id, Text: TextOf(m, files.GetValueOrDefault(m.Id)))).Where(m => m.Text is not null)
            .ToDictionary(m => m.Id, m => m.Text!);
    }

    private async Task<Dictionary<long, FichierRow>> FilesAsync(string etablissement, long[] ids, CancellationToken ct) => ids.Length == 0
        ? [] :
        (await database.QueryAsync<FichierRow>(
            "SELECT message_entrant, id, fichier FROM importation WHERE etablissement = @etablissement AND message_entrant IN @ids",
            new { etablissement, ids }, ct)).ToDictionary(f => f.MessageEntrant);

    private static string? TextOf(MessageRecu message, FichierRow? file) => message switch
    {
        { Canal: var canal } when canal == Canal.Push => "poussé par Parcoursup",
        // It answers a pull: the number is its sender.
        { Canal: var canal } when canal == Canal.Recuperation => $"récupération n° {message.Compte}",
        { Canal: var canal } when canal == Canal.Importation =>
        $"export CSV, importation n° {file?.Id}{(file?.Fichier is { } name ? $" ({name})" : "")}",
        _ => null,
    };

    private sealed class FichierRow
    {
        public long MessageEntrant { get; init; }
        public long Id { get; init; }
        public string? Fichier { get; init; }
    }
}

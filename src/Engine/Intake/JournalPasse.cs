using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Intake;

/// <summary>A message of the journal without its bytes.</summary>
public sealed class MessagePasse
{
    public long Id { get; init; }
    public DateTimeOffset RecuLe { get; init; }
    public string Etablissement { get; init; } = "";
    public Canal Canal { get; init; }
    public string? Compte { get; init; }
    public long? CorpsVolumineux { get; init; }

    /// <summary>Retention has emptied it, or an erasure has taken a person out of it altogether (rule J5).</summary>
    public bool Vide { get; init; }

    /// <summary>It was not applied: refused when it came, set aside, or still waiting.</summary>
    public bool NonApplique { get; init; }
}

/// <summary>Goes through a journal once more, and applies its messages as they are applied when they come.</summary>
public sealed class JournalPasse
{
    private readonly Database _database;
    private readonly BatchApplication _batches;
    private readonly LargeApplication _large;
    private readonly ConfigurationDirectory _directory;
    private readonly DataKeys _keys;

    internal JournalPasse(
        Database database, BatchApplication batches, LargeApplication large, ConfigurationDirectory directory, DataKeys keys) =>
        (_database, _batches, _large, _directory, _keys) = (database, batches, large, directory, keys);

    /// <summary>SQL condition over <c>message_entrant m</c>: nothing of it is left.</summary>
    public const string Vide = "(LENGTH(m.corps) = 0 AND m.corps_volumineux IS NULL)";

    private const string Select =
        $"""
        SELECT m.id, m.recu_le, m.etablissement, m.canal, m.compte, m.corps_volumineux, {Vide} AS vide,
            (EXISTS (SELECT 1 FROM message_ecarte e WHERE e.id = m.id)
             OR EXISTS (SELECT 1 FROM message_a_appliquer a WHERE a.etablissement = m.etablissement AND a.id = m.id)) AS non_applique
        FROM message_entrant m
        """;

    /// <summary>The next messages of these établissements.</summary>
    public static Task<IReadOnlyList<MessagePasse>> PageAsync(
        ReadSession reading, IReadOnlyList<string> codes, long apres, int most, CancellationToken ct) =>
        reading.QueryAsync<MessagePasse>(
            $"{Select} WHERE m.id > @apres AND m.etablissement IN @codes ORDER BY m.id LIMIT @most",
            new { apres, codes = codes.ToArray(), most }, ct);

    public static Task<MessagePasse?> LireAsync(ReadSession reading, long id, CancellationToken ct) =>
        reading.FirstOrDefaultAsync<MessagePasse>($"{Select} WHERE m.id = @id", new { id }, ct);

    public static async Task<long> CompterAsync(ReadSession reading, IReadOnlyList<string> codes, CancellationToken ct) =>
        (await reading.QueryAsync<long>(
            "SELECT COUNT(*) FROM message_entrant m WHERE m.etablissement IN @codes", new { codes = codes.ToArray() }, ct))[0];

    /// <summary>As it is configured at the moment; null where it is not.</summary>
    public EtablissementModel? EtablissementDe(MessagePasse message) => EtablissementDe(message.Etablissement);

    /// <inheritdoc cref="EtablissementDe(MessagePasse)"/>
    public EtablissementModel? EtablissementDe(string code) => _directory.Current.FindByCode(code);

    /// <summary>Its bytes, of one that is not large.</summary>
    public async Task<byte[]> CorpsAsync(MessagePasse message, CancellationToken ct) => await _keys.OpenAsync(
        message.Etablissement, IntakeColumns.Corps,
        (await _database.ScalarAsync<byte[]>("SELECT corps FROM message_entrant WHERE id = @Id", new { message.Id }, ct))!, ct);

    /// <summary>Applies a message that the journal of this database holds already.</summary>
    /// <returns>Why it could not be applied; null when it was.</returns>
    public async Task<string?> AppliquerAsync(MessagePasse message, CancellationToken ct)
    {
        await _database.ExecuteAsync(
            "INSERT INTO message_a_appliquer (etablissement, id) VALUES (@Etablissement, @Id) ON CONFLICT DO NOTHING",
            new { message.Etablissement, message.Id }, ct);
        var etablissement = EtablissementDe(message)
            ?? throw new InvalidOperationException($"The établissement {message.Etablissement} has no configuration.");
        await _batches.ApplyAsync(etablissement, ct);
        await Task.WhenAll(_large.UnderWay).WaitAsync(ct);
        if (await _database.ScalarAsync<long>("SELECT COUNT(*) FROM message_a_appliquer WHERE id = @Id", new { message.Id }, ct) > 0)
            throw new InvalidOperationException($"Message {message.Id} was neither applied nor set aside.");
        return await _database.FirstOrDefaultAsync<string>(
            """
            SELECT e.erreur, m.etablissement FROM message_ecarte e JOIN message_entrant m ON m.id = e.id WHERE m.id = @Id
            """,
            new { message.Id }, ct);
    }
}

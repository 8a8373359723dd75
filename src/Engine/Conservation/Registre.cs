using System.Text.Json;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Conservation;

/// <summary>An erasure as the register and the database remember it: nobody is named.</summary>
public sealed record Effacement
{
    public string Id { get; init; } = "";
    public string Acte { get; init; } = "";
    public int? Session { get; init; }
    public string? Code { get; init; }

    /// <summary>Of an erased person.</summary>
    public string? Empreinte { get; init; }
    public DateTimeOffset EffectueLe { get; init; }
    public string Auteur { get; init; } = "";
}

/// <summary>
/// What was erased, beside the database: a backup that is restored brings erased data back, and only what lies elsewhere knows so
/// (rule J5). A line is written before anything goes, and the database's own note with it: a line that the database lacks is an erasure to
/// be done again.
/// </summary>
internal sealed class Registre(Database database, ConservationOptions options, TimeProvider time)
{
    private const string Insert =
        """
        INSERT INTO conservation_effacement (id, acte, session, code, empreinte, effectue_le, auteur)
        VALUES (@Id, @Acte, @Session, @Code, @Empreinte, @EffectueLe, @Auteur) ON CONFLICT (id) DO NOTHING
        """;

    private readonly SemaphoreSlim _turn = new(1, 1);

    public async Task NoterAsync(
        ActeConservation acte, int? annee, string? code, string? empreinte, string auteur, CancellationToken ct)
    {
        var line = new Effacement
        {
            Id = Guid.CreateVersion7().ToString("N"), Acte = acte.ToString(), Session = annee, Code = code, Empreinte = empreinte,
            EffectueLe = time.GetUtcNow(), Auteur = auteur,
        };
        await EcrireAsync(line, ct);
        await ConnaitreAsync(line, ct);
    }

    /// <summary>The database knows it from now on.</summary>
    public Task ConnaitreAsync(Effacement line, CancellationToken ct) => database.ExecuteAsync(Insert, line, ct);

    public async Task<bool> EstConnuAsync(Effacement line, CancellationToken ct) =>
        await database.ScalarAsync<long>("SELECT COUNT(*) FROM conservation_effacement WHERE id = @Id", new { line.Id }, ct) > 0;

    /// <summary>The erasures of the register that this database has not been through.</summary>
    public async Task<IReadOnlyList<Effacement>> InconnusAsync(CancellationToken ct)
    {
        if (options.Registre is not { Length: > 0 } path || !File.Exists(path)) return [];
        var known = (await database.QueryAsync<string>("SELECT id FROM conservation_effacement", null, ct))
            .ToHashSet(StringComparer.Ordinal);
        return [.. (await File.ReadAllLinesAsync(path, ct)).Select(Read).OfType<Effacement>().Where(line => !known.Contains(line.Id))];
    }

    // A line that a full disk or a kill has torn tells nothing.
    private static Effacement? Read(string line)
    {
        try
        {
            return line.Length == 0 ? null : JsonSerializer.Deserialize<Effacement>(line, JsonText.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task EcrireAsync(Effacement line, CancellationToken ct)
    {
        if (options.Registre is not { Length: > 0 } path) return;
        await _turn.WaitAsync(ct);
        try
        {
            PrivateFile.Ensure(path);
            await using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
            await file.WriteAsync(System.Text.Encoding.UTF8.GetBytes(JsonText.Of(line) + "\n"), ct);
            file.Flush(flushToDisk: true);
        }
        finally
        {
            _turn.Release();
        }
    }
}

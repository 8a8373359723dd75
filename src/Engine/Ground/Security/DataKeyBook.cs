using System.Security.Cryptography;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Ground.Security;

/// <summary>
/// The data keys, one for each établissement, drawn with its first content and wrapped by the master key. They go with the établissement:
/// whatever of its sealed content is left anywhere cannot be read without its row (rule J5).
/// </summary>
internal sealed class DataKeyBook(Database database, MasterKey master, TimeProvider time)
{
    public const string Table = "cle_donnees";

    private const string Stored = "SELECT id, cle FROM cle_donnees WHERE etablissement = @etablissement";

    public async Task<DataKey?> FindAsync(WriteSession? session, string etablissement, CancellationToken ct) =>
        (session is null
            ? await database.FirstOrDefaultAsync<KeyRow>(Stored, new { etablissement }, ct)
            : await session.FirstOrDefaultAsync<KeyRow>(Stored, new { etablissement }, ct)) is { } row ? Open(etablissement, row) : null;

    /// <summary>All that there are; those that do not open are told of when they are asked for.</summary>
    public async Task<IReadOnlyList<DataKey>> AllAsync(CancellationToken ct)
    {
        var keys = new List<DataKey>();
        foreach (var row in await database.QueryAsync<KeyRow>("SELECT id, etablissement, cle FROM cle_donnees", null, ct))
            try
            {
                keys.Add(Open(row.Etablissement, row));
            }
            catch (SealedValueException)
            {
            }

        return keys;
    }

    /// <summary>Null where there is none of this number.</summary>
    public async Task<DataKey?> FindAsync(long id, CancellationToken ct) =>
        await database.FirstOrDefaultAsync<KeyRow>(
            "SELECT id, etablissement, cle FROM cle_donnees WHERE id = @id", new { id }, ct) is { } row
            ? Open(row.Etablissement, row) : null;

    /// <summary>The key of the établissement, drawn when it has none: two nodes get the same.</summary>
    public async Task<DataKey> MakeAsync(WriteSession session, string etablissement, CancellationToken ct)
    {
        // Wrapped with the key that the database has, whoever is giving it a new one: that one waits, and finds this one too.
        await database.LockAsync(session, MasterKeyBook.LockName, ct);
        var empreinte = await session.ScalarAsync<string>("SELECT empreinte FROM cle_maitresse", null, ct);
        var bound = DataKey.Bound(etablissement, RandomNumberGenerator.GetBytes(MasterKeyText.KeyBytes));
        await session.ExecuteAsync(
            """
            INSERT INTO cle_donnees (etablissement, cle, creee_le) VALUES (@etablissement, @cle, @now)
            ON CONFLICT (etablissement) DO NOTHING
            """,
            new { etablissement, cle = Convert.ToBase64String(master.EncryptFor(empreinte!, bound)), now = time.GetUtcNow() }, ct);
        return Open(etablissement, (await session.FirstOrDefaultAsync<KeyRow>(Stored, new { etablissement }, ct))!);
    }

    /// <summary>Wraps all of them with the current master key, in the transaction that makes it the database's.</summary>
    public async Task<int> RewrapAsync(WriteSession session, CancellationToken ct)
    {
        var rows = await session.QueryAsync<KeyRow>("SELECT id, cle FROM cle_donnees ORDER BY id", null, ct);
        foreach (var row in rows)
            await session.ExecuteAsync("UPDATE cle_donnees SET cle = @cle WHERE id = @Id",
                new { row.Id, cle = Convert.ToBase64String(master.Rewrap(Convert.FromBase64String(row.Cle))) }, ct);
        return rows.Count;
    }

    private DataKey Open(string etablissement, KeyRow row)
    {
        try
        {
            return DataKey.Unbound(row.Id, etablissement, master.Decrypt(Convert.FromBase64String(row.Cle)))
                ?? throw SealedValueException.Unwrapped(etablissement);
        }
        catch (Exception failure) when (failure is CryptographicException or FormatException)
        {
            throw SealedValueException.Unwrapped(etablissement, failure);
        }
    }

    private sealed class KeyRow
    {
        public long Id { get; init; }
        public string Etablissement { get; init; } = "";
        public string Cle { get; init; } = "";
    }
}

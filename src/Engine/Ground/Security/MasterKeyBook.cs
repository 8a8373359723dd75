using System.Security.Cryptography;
using System.Xml.Linq;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Ground.Security;

/// <summary>Which master key a database was written with: it is opened with no other, and can be given a new one.</summary>
public sealed class MasterKeyBook
{
    /// <summary>Held by whoever wraps something of the database with its key, so that a new one passes nothing over.</summary>
    internal const string LockName = "cle_maitresse";

    private const string Stored = "SELECT empreinte, racine FROM cle_maitresse";

    private readonly Database _database;
    private readonly MasterKey _master;
    private readonly ApiKeySeal _seal;
    private readonly DataKeyBook _dataKeys;
    private readonly AuditBook _audit;
    private readonly TimeProvider _time;

    internal MasterKeyBook(
        Database database, MasterKey master, ApiKeySeal seal, DataKeyBook dataKeys, AuditBook audit, TimeProvider time) =>
        (_database, _master, _seal, _dataKeys, _audit, _time) = (database, master, seal, dataKeys, audit, time);

    /// <summary>Opens the root secret; the first time makes it, and seals the keys that are there.</summary>
    /// <exception cref="CryptographicException">The database was written with another key.</exception>
    public async Task OpenAsync(CancellationToken ct)
    {
        var row = await ReadAsync(ct) ?? await _database.WriteAsync(session => CreateAsync(session, ct), ct);
        var isCurrent = _master.IsCurrent(row.Empreinte) ?? throw new CryptographicException("Another master key wrote the database.");
        _master.Open(_master.Decrypt(Convert.FromBase64String(row.Racine)), isCurrent);
    }

    /// <summary>
    /// Wraps with the current key what the one before has wrapped, in one transaction: a kill leaves all of it as it was. Nodes that
    /// have both keys read either meanwhile.
    /// </summary>
    /// <returns>How many secrets were wrapped anew; none when there is nothing to do.</returns>
    public Task<int> RotateAsync(CancellationToken ct) => _database.WriteAsync(async session =>
    {
        await _database.LockAsync(session, LockName, ct);
        var count = 0;
        foreach (var key in await session.QueryAsync<ProtectionRow>("SELECT id, xml FROM cle_protection ORDER BY id", null, ct))
        {
            var xml = XElement.Parse(key.Xml);
            foreach (var wrapped in xml.Descendants("cle"))
                wrapped.Value = Convert.ToBase64String(_master.Rewrap(Convert.FromBase64String(wrapped.Value)));
            count += await session.ExecuteAsync(
                "UPDATE cle_protection SET xml = @xml WHERE id = @Id",
                new { key.Id, xml = xml.ToString(SaveOptions.DisableFormatting) }, ct);
        }

        count += await _dataKeys.RewrapAsync(session, ct);
        var row = await session.FirstOrDefaultAsync<MasterKeyRow>(Stored, null, ct);
        await session.ExecuteAsync(
            "UPDATE cle_maitresse SET empreinte = @Empreinte, racine = @racine, depuis = @now",
            new
            {
                _master.Empreinte, racine = Convert.ToBase64String(_master.Rewrap(Convert.FromBase64String(row!.Racine))),
                now = _time.GetUtcNow(),
            }, ct);
        _audit.Note(session, new(ActeAudit.CleMaitresseChangee, null, null));
        return count + 1;
    }, ct);

    /// <summary>Whether the database is still to be given the current key.</summary>
    public async Task<bool> IsDueAsync(CancellationToken ct) => _master.IsCurrent((await ReadAsync(ct))!.Empreinte) == false;

    private Task<MasterKeyRow?> ReadAsync(CancellationToken ct) =>
        _database.FirstOrDefaultAsync<MasterKeyRow>(Stored, null, ct);

    // The first version had no root: what it derived came from the master key, and stays what it was.
    private async Task<MasterKeyRow> CreateAsync(WriteSession session, CancellationToken ct)
    {
        await _database.LockAsync(session, LockName, ct);
        if (await session.FirstOrDefaultAsync<MasterKeyRow>(Stored, null, ct) is { } made) return made;
        var keys = await session.QueryAsync<string>("SELECT xml FROM cle_protection ORDER BY id", null, ct);
        foreach (var wrapped in keys.SelectMany(xml => XElement.Parse(xml).Descendants("cle")))
            _master.Decrypt(Convert.FromBase64String(wrapped.Value));
        var root = keys.Count > 0 ? _master.FirstRoot() : RandomNumberGenerator.GetBytes(MasterKeyText.KeyBytes);
        _master.Open(root, isCurrent: true);
        var row = new MasterKeyRow { Empreinte = _master.Empreinte, Racine = Convert.ToBase64String(_master.Encrypt(root)) };
        await session.ExecuteAsync(
            "INSERT INTO cle_maitresse (id, empreinte, racine, depuis) VALUES (1, @Empreinte, @Racine, @now)",
            new { row.Empreinte, row.Racine, now = _time.GetUtcNow() }, ct);
        await _seal.SealAllAsync(session, ct);
        return row;
    }

    private sealed class ProtectionRow
    {
        public string Id { get; init; } = "";
        public string Xml { get; init; } = "";
    }

    private sealed class MasterKeyRow
    {
        public string Empreinte { get; init; } = "";
        public string Racine { get; init; } = "";
    }
}

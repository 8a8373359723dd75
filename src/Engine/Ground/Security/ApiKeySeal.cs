using System.Security.Cryptography;
using System.Text;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Ground.Security;

/// <summary>
/// Binds the hash of a key to what the key may do, under the root secret (rule J3): who can only write the database can neither add
/// a key nor turn one into another's.
/// </summary>
public sealed class ApiKeySeal(MasterKey master)
{
    internal string Of(string id, string? etablissement, string empreinte, LimitesCle limites) =>
        Of(["api", id, etablissement ?? "", "", empreinte, .. limites.Sealed]);

    internal string OfRole(string id, string role, string portee, string empreinte, LimitesCle limites) =>
        Of(["role", id, role, portee, empreinte, .. limites.Sealed]);

    /// <summary>Of what lets a person in: his account, his sessions, the links that are good once.</summary>
    internal string OfPerson(string kind, string[] parts) => Of(["personne", kind, .. parts]);

    internal static bool Equal(string expected, string? stored) => stored is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.ASCII.GetBytes(stored));

    /// <summary>The keys of the version before, once, when the root secret is made.</summary>
    internal async Task SealAllAsync(WriteSession session, CancellationToken ct)
    {
        foreach (var key in await session.QueryAsync<KeyRow>(
            "SELECT id, etablissement, empreinte, expire_le, adresses, lecture_seule FROM cle_api", null, ct))
            await session.ExecuteAsync(
                "UPDATE cle_api SET sceau = @sceau WHERE id = @Id",
                new { key.Id, sceau = Of(key.Id, key.Etablissement, key.Empreinte, key.Limites) }, ct);
        foreach (var key in await session.QueryAsync<KeyRow>(
            "SELECT id, role, portee, empreinte, expire_le, adresses, lecture_seule FROM cle_role", null, ct))
            await session.ExecuteAsync(
                "UPDATE cle_role SET sceau = @sceau WHERE id = @Id",
                new { key.Id, sceau = OfRole(key.Id, key.Role, key.Portee, key.Empreinte, key.Limites) }, ct);
    }

    // Lengths before the parts: no two keys have the same text.
    private string Of(string[] parts) => Convert.ToHexStringLower(HMACSHA256.HashData(
        master.Derive("cle-api"), Encoding.UTF8.GetBytes(string.Concat(parts.Select(p => $"{p.Length}:{p};")))));

    private sealed class KeyRow
    {
        public string Id { get; init; } = "";
        public string? Etablissement { get; init; }
        public string Role { get; init; } = "";
        public string Portee { get; init; } = "";
        public string Empreinte { get; init; } = "";
        public DateTimeOffset? ExpireLe { get; init; }
        public string? Adresses { get; init; }
        public bool LectureSeule { get; init; }
        public LimitesCle Limites => LimitesCle.Of(ExpireLe, Adresses, LectureSeule);
    }
}

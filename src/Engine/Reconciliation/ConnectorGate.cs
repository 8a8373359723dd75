using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Reconciliation;

/// <summary>
/// The gate of rule D: what the source asks for leaves an établissement only once its connector has been tested with the
/// settings that it has now. A change of address, credentials or UAI makes the former test void by itself.
/// </summary>
public sealed class ConnectorGate
{
    // A test of other settings in between voids those before it, even when the former settings come back.
    private const string Query =
        """
        SELECT COUNT(*) FROM test_connecteur t WHERE t.etablissement = @code AND t.empreinte = @fingerprint AND t.ouvert
          AND NOT EXISTS (SELECT 1 FROM test_connecteur o WHERE o.etablissement = @code AND o.empreinte <> @fingerprint AND o.id > t.id)
        """;

    public async Task<bool> IsOpenAsync(WriteSession session, EtablissementModel etablissement, CancellationToken ct) =>
        await session.ScalarAsync<long>(Query, Parameters(etablissement), ct) > 0;

    public async Task<bool> IsOpenAsync(Database database, EtablissementModel etablissement, CancellationToken ct) =>
        await database.ScalarAsync<long>(Query, Parameters(etablissement), ct) > 0;

    private static object Parameters(EtablissementModel e) => new { code = e.Code, fingerprint = e.ConnectionFingerprint };
}

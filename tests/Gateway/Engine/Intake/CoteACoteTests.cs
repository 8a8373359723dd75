using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Intake;

/// <summary>Rule J1: the établissements' messages are applied side by side. On SQLite, which has one writer, they take turns.</summary>
public sealed class CoteACoteTests(PostgresServer postgres) : GatewayTest(postgres, DatabaseEngine.Postgres)
{
    [Fact]
    public async Task While_one_waits_for_its_lock_the_other_is_served()
    {
        // Who waits for a lock gives up after half a minute elsewhere, and that would look as if nobody had to wait for him.
        await StartAsync(openGate: false, $"--Stockage:Connexion={Storage.Connection};Command Timeout=3600");
        await using var other = await TestEtablissement.StartAsync("univ-lacs", SharedGateway.OtherUai);
        await other.SaveAsync(Gateway);

        var database = Gateway.Services.GetRequiredService<Database>();
        await using (var held = await database.WriteAsync(default))
        {
            await database.LockEtablissementAsync(held, Etab.Code, default);
            await PushAsync(Voeu(17));
            await Poll.UntilAsync(async () => await Gateway.WaitingForALockAsync() > 0);

            await PushToAsync(other);

            await Poll.UntilAsync(() => CountAsync(other.Code, 1));
            Assert.True(await CountAsync(Etab.Code, 0));
        }

        await Poll.UntilAsync(() => CountAsync(Etab.Code, 1));
    }

    private Task PushToAsync(TestEtablissement etab)
    {
        var voeu = Voeu(18);
        (voeu["codeEtablissement"], voeu["codeEtablissementAffectation"]) = (etab.Uai, etab.Uai);
        return etab.PushAsync(Gateway, voeu);
    }

    private async Task<bool> CountAsync(string code, int count) =>
        (await Gateway.QueryAsync<int>("SELECT COUNT(*) FROM candidat WHERE etablissement = @code", new { code }))[0] == count;
}

using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Intake;

/// <summary>
/// Rule J1: the établissements' messages are applied, their candidates evaluated and their OPI sent side by side. On SQLite, which has one
/// writer, they take turns.
/// </summary>
public sealed class CoteACoteTests(PostgresServer postgres) : GatewayTest(postgres, DatabaseEngine.Postgres)
{
    [Fact]
    public async Task While_one_waits_for_its_lock_the_other_is_served()
    {
        // Who waits for a lock gives up after half a minute elsewhere, and that would look as if nobody had to wait for him.
        await StartAsync(openGate: true, PatientSetting);
        await using var other = await OtherAsync();

        var database = Gateway.Services.GetRequiredService<Database>();
        await using (var held = await database.WriteAsync(default))
        {
            await database.LockEtablissementAsync(held, Etab.Code, default);
            await PushAsync(Voeu(17));
            await Poll.UntilAsync(async () => await Gateway.WaitingForALockAsync() > 0);

            await PushToAsync(other);

            await Poll.UntilAsync(async () => await other.VoeuxAsync("18") == "L1DROI=F");
            Assert.True(await CountAsync(Etab.Code, 0));
        }

        await Poll.UntilAsync(() => CountAsync(Etab.Code, 1));
    }

    [Fact]
    public async Task While_the_evaluation_of_one_waits_for_its_lock_the_OPI_of_the_other_leaves()
    {
        await StartAsync(openGate: true, PatientSetting);
        await using var other = await OtherAsync();
        await PushAndRestAsync(Voeu(17));

        var database = Gateway.Services.GetRequiredService<Database>();
        await using var held = await database.WriteAsync(default);
        await database.LockEtablissementAsync(held, Etab.Code, default);
        await Gateway.ExecuteAsync("UPDATE candidat SET a_evaluer = TRUE WHERE etablissement = @Code", new { Etab.Code });
        await Poll.UntilAsync(async () => await Gateway.WaitingForALockAsync() > 0);

        await PushToAsync(other);

        await Poll.UntilAsync(async () => await other.VoeuxAsync("18") == "L1DROI=F");
        Assert.True(await CountAsync(Etab.Code, 1, "AND a_evaluer"));
    }

    private string PatientSetting => $"--Stockage:Connexion={Storage.Connection};Command Timeout=3600";

    private async Task<TestEtablissement> OtherAsync()
    {
        var other = await TestEtablissement.StartAsync("univ-lacs", SharedGateway.OtherUai);
        await other.SaveAsync(Gateway);
        await other.OpenGateAsync(Gateway);
        return other;
    }

    private Task PushToAsync(TestEtablissement etab)
    {
        var voeu = Voeu(18);
        (voeu["codeEtablissement"], voeu["codeEtablissementAffectation"]) = (etab.Uai, etab.Uai);
        return etab.PushAsync(Gateway, voeu);
    }

    private async Task<bool> CountAsync(string code, int count, string filter = "") =>
        (await Gateway.QueryAsync<int>($"SELECT COUNT(*) FROM candidat WHERE etablissement = @code {filter}", new { code }))[0] == count;
}

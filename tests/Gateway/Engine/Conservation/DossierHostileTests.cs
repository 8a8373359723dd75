using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Conservation;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Conservation;

/// <summary>Whoever writes into a folder decides of nobody else's retention (rules J2, J5).</summary>
public sealed class DossierHostileTests(PostgresServer postgres) : SystemesTest(postgres, DatabaseEngine.Sqlite)
{
    [Fact]
    public async Task A_folder_that_leads_elsewhere_keeps_nothing_of_the_others()
    {
        await StartAllAsync();
        await PushAndRestAsync(Voeu(17));
        await ScolarixAsync();
        var taken = Path.Combine(Folder.FullName, "traites");
        Directory.Move(taken, taken + ".ancien");
        Directory.CreateSymbolicLink(taken, "/etc");
        var old = TimeProvider.System.GetUtcNow().AddMonths(-14);
        await Gateway.ExecuteAsync("UPDATE message_entrant SET recu_le = @old", new { old });
        await Gateway.ExecuteAsync("UPDATE scolarix_retour SET recu_le = @old", new { old });

        await Gateway.Services.GetRequiredService<ConservationService>().AppliquerAsync("Camille", default);

        Assert.Equal(0, (await Gateway.QueryAsync<long>("SELECT COUNT(*) FROM message_entrant WHERE etablissement = @Code AND LENGTH(corps) > 0", new { Etab.Code })).Single());
    }
}

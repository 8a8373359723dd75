using System.Net;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Scolarix.Instantanes;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Scolarix.Population;

/// <summary>Each snapshot explains itself: who entered, left or changed since the former one, and why (seed 003 §2, §3).</summary>
public abstract class MouvementTests(PostgresServer postgres, DatabaseEngine engine) : ScolarixTest(postgres, engine)
{
    /// <summary>Seed 003 §3: who moved from "Oui en attente" to "Oui" is in the next file; rule G1: so is who passes later.</summary>
    [Fact]
    public async Task Who_enters_is_told_with_the_reason()
    {
        await StartPublishedAsync();
        await PushAsync(Voeu(17, situation: 2), Voeu(18), Voeu(19), Voeu(20, situation: 0), Voeu(21, situation: 8), Voeu(22, situation: 3), Voeu(24));
        await ResultAsync("ADMIS", "2026-07-07", 17, 20, 21, 22, 24);
        await ResultAsync("RATTRAPAGE", "2026-07-07", 18);
        await ResultAsync("REFUSE", "2026-07-07", 19);
        await SetClockAsync(8);
        await AtRestAsync();
        await SnapshotAsync();
        Assert.Equal("24", await NumbersAsync(1));
        Assert.Empty(await MovesAsync(1));

        await PushAsync(
            Voeu(17, reponse: "08/07/2026 09:00"), Voeu(20, reponse: "08/07/2026 09:00"), Voeu(21, reponse: "08/07/2026 09:00"), Voeu(22, reponse: "08/07/2026 09:00"), Voeu(23, reponse: "08/07/2026 09:00"));
        await ResultAsync("ADMIS", "2026-07-08", 18, 19, 23);
        await SnapshotAsync();

        Assert.Equal("17 18 19 20 21 22 23 24", await NumbersAsync(2));
        Assert.Equal(
            [
                "17 Entree : « Oui en attente » devenu « Oui » (bac obtenu)", "18 Entree : bac obtenu au rattrapage",
                "19 Entree : bac obtenu après un échec : résultat corrigé ou session suivante", "20 Entree : a accepté une proposition (bac obtenu)",
                "21 Entree : réserve levée (bac obtenu)", "22 Entree : est revenu sur son désistement (bac obtenu)", "23 Entree : nouveau candidat (bac obtenu)",
            ],
            await MovesAsync(2));
        var counts = (await GetAsync("scolarix/instantanes/2"))!["comptes"]!["entrees"]!;
        Assert.Equal(1, counts["bac obtenu au rattrapage"]!.GetValue<int>());
    }

    /// <summary>Seed 003 §3: who withdrew is not in the next file any more; nor is who turns out not to have the baccalauréat.</summary>
    [Fact]
    public async Task Who_leaves_is_told_with_the_reason()
    {
        await StartPublishedAsync();
        await AdmitAsync(17, 18, 19, 20);
        await SnapshotAsync();

        await PushAsync(Voeu(17, situation: 3, reponse: "07/07/2026 15:00"), Voeu(18, situation: 2, reponse: "07/07/2026 15:00"));
        await ResultAsync("REFUSE", "2026-07-08", 19);
        var changed = Voeu(20, reponse: "07/07/2026 15:00");
        (changed["mail"], changed["telmobile"]) = ("nouveau@example.org", "0611223344");
        await PushAsync(changed);
        await SetClockAsync(8);
        await AtRestAsync();
        var snapshot = await SnapshotAsync();

        Assert.Equal("20", await NumbersAsync(2));
        Assert.Equal(
            [
                "17 Sortie : désisté", "18 Sortie : la réponse est redevenue « Oui en attente »", "19 Sortie : non-bachelier",
                "20 Modification : données modifiées : TEL_MOBILE, MAIL",
            ],
            await MovesAsync(2));
        Assert.Equal((0, 3, 1), (snapshot["entrees"]!.GetValue<int>(), snapshot["sorties"]!.GetValue<int>(), snapshot["modifications"]!.GetValue<int>()));
        var left = (await GetAsync("scolarix/instantanes/2/mouvements?nature=Sortie&page=1"))!;
        Assert.Equal((3, 3), (left["total"]!.GetValue<int>(), left["mouvements"]!.AsArray().Count));
        Assert.Equal("NonBachelier", left["mouvements"]![2]!["raison"]!.GetValue<string>());
        Assert.Equal("BacObtenu", left["mouvements"]![2]!["raisonPrecedente"]!.GetValue<string>());
        Assert.Empty((await GetAsync("scolarix/instantanes/2/mouvements?page=2"))!["mouvements"]!.AsArray());
        Assert.Equal(HttpStatusCode.BadRequest, (await AskAsync(HttpMethod.Get, "scolarix/instantanes/2/mouvements?nature=Autre")).Status);
    }

    /// <summary>Seed 003 §3: whoever enrolled in another établissement is not in the file any more (rule F4).</summary>
    [Fact]
    public async Task Who_is_enrolled_elsewhere_leaves_and_comes_back_when_that_is_cancelled()
    {
        await StartPublishedAsync();
        await using var other = await OtherAsync();
        await AdmitAsync(17, 18);
        await PushElsewhereAsync(other, 17);
        await SnapshotAsync();

        await EnrolAsync(other, 17, annulee: false);
        await SnapshotAsync();
        Assert.Equal("18", await NumbersAsync(2));
        Assert.Equal(["17 Sortie : inscrit dans un autre établissement"], await MovesAsync(2));
        var why = (await GetAsync("candidats/2026/17/explication"))!["voeux"]![0]!["aVerifier"]!.AsArray();
        Assert.Contains(why, l => l!.GetValue<string>().Contains("inscrit dans un autre établissement. (règle F4)", StringComparison.Ordinal));
        // No more than that yes: neither where, nor for what.
        Assert.DoesNotContain("lacs", (await AskAsync(HttpMethod.Get, "candidats/2026/17/chronologie")).Text, StringComparison.Ordinal);

        await EnrolAsync(other, 17, annulee: true);
        await SnapshotAsync();
        Assert.Equal("17 18", await NumbersAsync(3));
        Assert.Equal(["17 Entree : n'est plus inscrit dans un autre établissement"], await MovesAsync(3));
    }

    /// <summary>Rule F4: a double curriculum here is beside the enrolment elsewhere; an enrolment that Parcoursup has not acknowledged counts for nothing.</summary>
    [Fact]
    public async Task Who_follows_a_double_curriculum_here_stays_and_so_does_who_is_not_acknowledged_elsewhere()
    {
        await StartPublishedAsync();
        await using var other = await OtherAsync();
        await AdmitAsync(17, 18);
        await PushElsewhereAsync(other, 17, 18);
        await PostAsync("inscriptions", Ia(17, "DoubleCursus"));
        await AtRestAsync();

        await EnrolAsync(other, 17, annulee: false);
        await Api.PostAsync(other.Path + "inscriptions", Ia(18));
        await Api.AtRestAsync(other.Code);
        await AtRestAsync();

        await SnapshotAsync();
        Assert.Equal("17 18", await NumbersAsync(1));
        await PostAsync("inscriptions", Ia(17, "DoubleCursus", annulee: true));
        await AtRestAsync();
        await SnapshotAsync();
        Assert.Equal("18", await NumbersAsync(2));
    }

    [Fact]
    public async Task The_timeline_and_the_checklist_of_a_candidate_tell_of_the_files()
    {
        await StartPublishedAsync();
        await AdmitAsync(17, 18);
        Assert.Contains("Aucun fichier n'a encore été écrit", await ChecklistAsync(17), StringComparison.Ordinal);
        await SnapshotAsync();
        Assert.Contains("est dans l'instantané 1 du 07/07/2026", await ChecklistAsync(17), StringComparison.Ordinal);
        Assert.Equal(["Entré dans le fichier Scolarix (instantané 1) : premier fichier de la session."], await TimelineAsync(17));

        await AdmitAsync(19);
        Assert.Contains("n'est pas dans le dernier instantané (1, du 07/07/2026) : il sera dans le prochain", await ChecklistAsync(19), StringComparison.Ordinal);
        await PushAndRestAsync(Voeu(17, situation: 2, reponse: "07/07/2026 15:00"));
        Assert.Contains("Hors du fichier Scolarix : La réponse est « Oui en attente »", await ChecklistAsync(17), StringComparison.Ordinal);
        Assert.Contains("est encore dans l'instantané 1", await ChecklistAsync(17), StringComparison.Ordinal);
        await SnapshotAsync();

        Assert.Equal(
            ["Entré dans le fichier Scolarix (instantané 1) : premier fichier de la session.", "Sorti du fichier Scolarix (instantané 2) : la réponse est redevenue « Oui en attente »."],
            await TimelineAsync(17));
        Assert.Equal(["Entré dans le fichier Scolarix (instantané 2) : nouveau candidat (bac obtenu)."], await TimelineAsync(19));
        Assert.Contains("n'est pas dans l'instantané 2", await ChecklistAsync(17), StringComparison.Ordinal);
    }

    private async Task<string> ChecklistAsync(int code) =>
        string.Join('\n', (await GetAsync($"candidats/2026/{code}/explication"))!["voeux"]![0]!["aVerifier"]!.AsArray().Select(l => l!.GetValue<string>()));

    private async Task<IEnumerable<string>> TimelineAsync(int code) =>
        (await ListAsync($"candidats/2026/{code}/chronologie")).Where(l => l!["nature"]!.GetValue<string>() == "Fichier").Select(l => l!["texte"]!.GetValue<string>());

    private async Task<TestEtablissement> OtherAsync()
    {
        var other = await TestEtablissement.StartAsync("univ-lacs", SharedGateway.OtherUai);
        other.Document["push"] = new JsonObject { ["login"] = TestEtablissement.PushLogin, ["motDePasse"] = TestEtablissement.PushPassword };
        await other.SaveAsync(Gateway);
        return other;
    }

    private Task PushElsewhereAsync(TestEtablissement other, params int[] codes) => other.PushAsync(Gateway, [.. codes.Select(code =>
    {
        var voeu = Voeu(code, situation: 2);
        (voeu["codeEtablissement"], voeu["codeEtablissementAffectation"]) = (SharedGateway.OtherUai, SharedGateway.OtherUai);
        return voeu;
    })]);

    /// <summary>Enrols, or cancels that, and tells Parcoursup, which acknowledges.</summary>
    private async Task EnrolAsync(TestEtablissement other, int code, bool annulee)
    {
        await Api.PostAsync(other.Path + "inscriptions", Ia(code, annulee: annulee));
        await Api.AtRestAsync(other.Code);
        await Api.PostAsync(other.Path + "remontees");
        await Api.AtRestAsync(other.Code);
        await AtRestAsync();
    }

    private static JsonObject Ia(int code, string type = "Principale", bool annulee = false) => new()
    {
        ["session"] = 2026, ["codeCandidat"] = code, ["codeFormationPsup"] = Droit, ["type"] = type, ["payee"] = true, ["annulee"] = annulee,
        ["dateMaj"] = annulee ? "2026-07-07T12:00:00+02:00" : "2026-07-07T11:00:00+02:00",
    };
}

public sealed class MouvementTestsOnSqlite(PostgresServer postgres) : MouvementTests(postgres, DatabaseEngine.Sqlite);

public sealed class MouvementTestsOnPostgres(PostgresServer postgres) : MouvementTests(postgres, DatabaseEngine.Postgres);

using System.Text;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TraitementCalls;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Voies.Service;

/// <summary>Rules F1 and F2 by SOAP: enrolments as states, each line judged alone.</summary>
public abstract class DeclarationTests(PostgresServer postgres, DatabaseEngine engine) : ServiceApogeeTest(postgres, engine)
{
    private const string Date = "<dateMaj>2026-06-09T10:00:00+02:00</dateMaj>";
    private const string Vet = "<vet><codEtp>L1DROI</codEtp><codVrsVet>101</codVrsVet></vet>";

    [Fact]
    public async Task Good_lines_are_taken_beside_bad_ones_and_reported_to_Parcoursup()
    {
        await StartServiceAsync();
        await PushAndRestAsync(Voeu(17), Voeu(18), Voeu(19));

        var report = await DeclareAsync(
            $"<item><session>2026</session><codOpiIntEpo>17</codOpiIntEpo>{Vet}<payee>true</payee>{Date}</item>",
            $"<item><session>2026</session>{Vet}<payee>true</payee>{Date}</item>",
            $"<item><session>2026</session><codeCandidat>18</codeCandidat><codeFormationPsup>{Droit}</codeFormationPsup><payee>peut-être</payee>{Date}</item>",
            $"<item>{Date}<payee>1</payee><codeFormationPsup>{Droit}</codeFormationPsup><ine>000000019AA</ine><session>2026</session><origine>IaReins</origine></item>",
            "<item><session>2026</session><codeCandidat>19</codeCandidat><payee>true</payee><dateMaj>hier</dateMaj></item>",
            "<item/>",
            $"<item><session>2026</session><codeCandidat>18</codeCandidat><codeFormationPsup>{Droit}</codeFormationPsup><payee>true</payee><dateMaj>2026-06-11T10:00:00+02:00</dateMaj></item>");

        Assert.Equal(("7", "2", "5"), (report.Element("recues")!.Value, report.Element("acceptees")!.Value, report.Element("refusees")!.Value));
        Assert.Equal(["2 codeCandidat", "3 payee", "5 dateMaj", "6 session", "7 dateMaj"],
            report.Element("lignes")!.Elements("item").Select(l => $"{l.Element("ligne")!.Value} {l.Element("champ")!.Value}"));
        await AtRestAsync();
        Assert.Equal(2, (await ListAsync("inscriptions")).Count);

        await PostAsync("remontees");
        await AtRestAsync();
        Assert.Equal(("1", "", "1"), (await Etab.FeedbackAsync(17), await Etab.FeedbackAsync(18), await Etab.FeedbackAsync(19)));
    }

    [Fact]
    public async Task A_later_state_replaces_and_an_earlier_one_does_not()
    {
        await StartServiceAsync();
        await PushAndRestAsync(Voeu(17));
        await DeclareAsync($"<item><session>2026</session><codOpiIntEpo>17</codOpiIntEpo>{Vet}<payee>true</payee>{Date}</item>");
        await AtRestAsync();
        await PostAsync("remontees");
        await AtRestAsync();

        await DeclareAsync($"<item><session>2026</session><codOpiIntEpo>17</codOpiIntEpo>{Vet}<payee>true</payee><annulee>true</annulee><dateMaj>2026-06-10T07:00:00Z</dateMaj></item>");
        await DeclareAsync($"<item><session>2026</session><codOpiIntEpo>17</codOpiIntEpo>{Vet}<payee>true</payee>{Date}</item>");
        await AtRestAsync();
        await PostAsync("remontees");
        await AtRestAsync();

        Assert.Equal("1 3", await Etab.FeedbackAsync(17));
    }

    [Fact]
    public async Task The_journal_has_the_envelope_and_survives_a_restart_before_it_is_applied()
    {
        await StartServiceAsync();
        await PushAndRestAsync(Voeu(17));
        var line = $"<item><session>2026</session><codOpiIntEpo>17</codOpiIntEpo>{Vet}<payee>true</payee>{Date}<inconnu>gardé</inconnu></item>";
        await DeclareAsync(line);
        await Gateway.StopAsync();
        await Gateway.StartAsync();
        await AtRestAsync();

        Assert.Single(await ListAsync("inscriptions"));
        Assert.Contains(await Gateway.CorpsAsync("canal = 'Declaration'"), corps => Encoding.UTF8.GetString(corps).Contains(line, StringComparison.Ordinal));
    }

    private Task<System.Xml.Linq.XElement> DeclareAsync(params string[] lines) =>
        Http.JobAsync("declarerInscriptions", $"<inscriptions>{string.Concat(lines)}</inscriptions>");
}

public sealed class DeclarationTestsOnSqlite(PostgresServer postgres) : DeclarationTests(postgres, DatabaseEngine.Sqlite);

public sealed class DeclarationTestsOnPostgres(PostgresServer postgres) : DeclarationTests(postgres, DatabaseEngine.Postgres);

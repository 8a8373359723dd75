using System.Xml.Linq;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.OpiMessages;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Hosted;

/// <summary>Which element carries a fault (rule E5): <c>fault</c>, or <c>WebBaseException</c> for an account that asks for it.</summary>
public sealed class FaultElementTests(PostgresServer postgres) : GatewayTest(postgres, DatabaseEngine.Sqlite)
{
    private const string Dated = Namespace + "_30042019";

    /// <summary>Refused for its content, for the account's rights, and by the endpoint itself.</summary>
    public static TheoryData<string> Refused => [Envelope(Individu(""), 9, Dated), Envelope(Individu("X1"), 9, Dated), Envelope(Individu("E1"), 99, Dated)];

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task An_account_of_the_libraries_6_10_to_6_30_gets_WebBaseException(string message)
    {
        await StartAsync();
        Assert.Equal(XName.Get("WebBaseException", Dated), DetailOf(await Gateway.Http.PostOpiAsync(message, "ancien:mdp-ancien")));
        Assert.Equal(XName.Get("fault", Dated), DetailOf(await Gateway.Http.PostOpiAsync(message, "recent:mdp-recent")));
    }

    [Fact]
    public async Task What_cannot_even_be_read_is_answered_to_it_in_its_element_too()
    {
        await StartAsync();
        Assert.Equal(XName.Get("WebBaseException", Namespace), DetailOf(await Gateway.Http.PostOpiAsync("<a", "ancien:mdp-ancien")));
        Assert.Equal(XName.Get("fault", Namespace), DetailOf(await Gateway.Http.PostOpiAsync("<a", "recent:mdp-recent")));
    }

    /// <summary>JAX-WS's bean has a list of strings there, Axis's an array.</summary>
    [Fact]
    public async Task Its_messages_are_a_repeated_string_and_an_array_otherwise()
    {
        await StartAsync();
        var ancien = XDocument.Parse((await Gateway.Http.PostOpiAsync("<a", "ancien:mdp-ancien")).Text).Descendants("messages").Single();
        var recent = XDocument.Parse((await Gateway.Http.PostOpiAsync("<a", "recent:mdp-recent")).Text).Descendants("messages").Single();
        Assert.False(ancien.HasElements);
        Assert.Equal(ancien.Value, recent.Element("item")!.Value);
    }

    private async Task StartAsync()
    {
        SharedGateway.AddAccount(Etab, "ancien", "mdp-ancien", "E");
        SharedGateway.AddAccount(Etab, "recent", "mdp-recent", "F");
        Etab.Document["opi"]!["comptes"]![0]!["fauteWebBaseException"] = true;
        await StartAsync(openGate: false);
    }

    private static XName DetailOf(Answer answer) => XDocument.Parse(answer.Text).Descendants("detail").Single().Elements().Single().Name;
}

using System.Net;
using Microsoft.AspNetCore.Http;

namespace Parcoursup.Gateway.Soap.Tests.Server;

public sealed class ContractTests
{
    [Theory]
    [InlineData("?wsdl")]
    [InlineData("?WSDL")]
    [InlineData("?xsd=types")]
    public async Task The_contract_is_served_where_clients_look_for_it(string query)
    {
        await using var server = await TestServer.WithAsync(
            new GreetOperation(),
            new() { Contract = http => new(Results.Text($"contract{http.Request.QueryString}", "text/xml")) });

        Assert.Equal("contract" + query, await server.Http.GetStringAsync("/soap" + query));
    }

    [Fact]
    public async Task A_missing_contract_is_not_found()
    {
        await using var server = await TestServer.WithAsync(new GreetOperation());

        using var response = await server.Http.GetAsync("/soap?wsdl");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task A_plain_GET_is_answered_by_a_word_of_explanation()
    {
        await using var server = await TestServer.WithAsync(new GreetOperation());

        using var response = await server.Http.GetAsync("/soap");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["POST"], response.Content.Headers.Allow);
        Assert.Contains("?wsdl", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}

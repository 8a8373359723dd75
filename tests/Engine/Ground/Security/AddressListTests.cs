using Parcoursup.Gateway.Engine.Ground.Security;

namespace Parcoursup.Gateway.Engine.Tests.Ground.Security;

/// <summary>Addresses and networks as an administrator writes them, and nothing that reads like one by mistake.</summary>
public sealed class AddressListTests
{
    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7/32")]
    [InlineData("10.20.0.0/16", "10.20.0.0/16")]
    [InlineData("0.0.0.0/0", "0.0.0.0/0")]
    [InlineData("2001:db8::1", "2001:db8::1/128")]
    [InlineData("2001:db8::/32", "2001:db8::/32")]
    public void An_address_is_a_network_of_one(string text, string network) => Assert.Equal(network, AddressList.Parse(text).ToString());

    [Theory]
    [InlineData("10")]
    [InlineData("10.1")]
    [InlineData("10.20.0.1/16")]
    [InlineData("10.20/16")]
    [InlineData("10.20.0.0/33")]
    [InlineData("2001:db8::1/32")]
    [InlineData("fe80::1%2")]
    [InlineData("univ.fr")]
    [InlineData("a.b.c.d")]
    [InlineData("")]
    public void Anything_else_is_told_with_what_was_written(string text)
    {
        Assert.Null(AddressList.TryParse(text));
        Assert.Equal($"« {text} »", Assert.Throws<FormatException>(() => AddressList.Parse(text)).Message);
    }
}

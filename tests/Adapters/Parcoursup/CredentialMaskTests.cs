using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

namespace Parcoursup.Gateway.Tests.Adapters.Parcoursup;

/// <summary>The journal keeps the bytes of a message and never its password.</summary>
public sealed class CredentialMaskTests
{
    [Theory]
    [InlineData("""{"identifiant":{"login":"a","pwd":"s3cret"},"x":1}""", """{"identifiant":{"login":"a","pwd":"***"},"x":1}""")]
    [InlineData("""{ "PWD" : "s3cret" , "pwd":"s3cret" }""", """{ "PWD" : "***" , "pwd":"***" }""")]
    [InlineData("""{"pwd":12,"a":{"Pwd":null}}""", """{"pwd":"***","a":{"Pwd":"***"}}""")]
    [InlineData("""{"pwd":["s3cret",{"a":"s3cret"}],"b":2}""", """{"pwd":"***","b":2}""")]
    [InlineData("""{"pwd":{"valeur":"s3cret"},"b":2}""", """{"pwd":"***","b":2}""")]
    [InlineData("""{"\u0070wd":"s3cret"}""", """{"\u0070wd":"***"}""")]
    [InlineData("""{" pwd ":"s3\"cret\\"}""", """{" pwd ":"***"}""")]
    [InlineData("""{"pwd2":"gardé","motpwd":"gardé","login":"pwd"}""", """{"pwd2":"gardé","motpwd":"gardé","login":"pwd"}""")]
    [InlineData("""[{"pwd":"s3cret"},{"pwd":"s3cret"}]""", """[{"pwd":"***"},{"pwd":"***"}]""")]
    [InlineData("\uFEFF{\"pwd\":\"s3cret\"}\r\n", "\uFEFF{\"pwd\":\"***\"}\r\n")]
    [InlineData("""{"\ud800":1,"pwd":"s3cret"}""", """{"\ud800":1,"pwd":"***"}""")]
    public void Every_password_is_masked_and_every_other_byte_stays(string body, string expected) =>
        Assert.Equal(expected, Masked(body));

    [Fact]
    public void Invalid_UTF_8_in_a_name_or_a_value_does_not_stop_it()
    {
        byte[] body = [.. "{\""u8, 0xFF, .. "\":\""u8, 0xFE, .. "\",\"pwd\":\"s3cret\"}"u8];

        Assert.Equal([.. "{\""u8, 0xFF, .. "\":\""u8, 0xFE, .. "\",\"pwd\":\"***\"}"u8], CredentialMask.Apply(body));
    }

    [Property]
    public Property Whatever_the_password_and_its_place_it_is_gone_and_the_rest_reads_the_same() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), ArbMap.Default.ArbFor<string>(), ArbMap.Default.ArbFor<bool>(), (password, other, indented) =>
        {
            var secret = "s3cret" + password;
            var body = JsonSerializer.Serialize(
                new { identifiant = new { login = "a", pwd = secret }, autre = other, liste = new object?[] { 1, other, new { pwd = secret } } },
                new JsonSerializerOptions { WriteIndented = indented });
            var masked = Masked(body);
            var expected = JsonSerializer.Serialize(
                new { identifiant = new { login = "a", pwd = "***" }, autre = other, liste = new object?[] { 1, other, new { pwd = "***" } } },
                new JsonSerializerOptions { WriteIndented = indented });
            return masked == expected && !masked.Contains("s3cret", StringComparison.Ordinal);
        });

    [Property]
    public Property Masking_twice_changes_nothing_more() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
        {
            var once = CredentialMask.Apply(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { pwd = text, nom = text })));
            return CredentialMask.Apply(once).AsSpan().SequenceEqual(once);
        });

    private static string Masked(string body) => Encoding.UTF8.GetString(CredentialMask.Apply(Encoding.UTF8.GetBytes(body)));
}

using System.Globalization;
using System.Text;

namespace Parcoursup.Gateway.Interop.Tests.Cases;

/// <summary>One client does one case in one version.</summary>
internal sealed record Call(string Client, string Prefix, int Version, Case Case)
{
    public const string Password = "mot-de-passe";

    /// <summary>In plans, results and the names of fixtures.</summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"{Client}-v{Version}-{Case.Key}");

    /// <summary>A number of its own, in the range of the client's account (rule A3).</summary>
    public string CodOpi => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Version:D2}{Case.Number}");

    public Donnees Donnees { get; } = Donnees.Of(Version, Code(Prefix, Version, Case.Number), Ine(Prefix, Version, Case.Number), Case.Fill);

    /// <summary>Its lines of the plan (clients/README.md).</summary>
    public void WriteTo(StringBuilder plan, Uri address)
    {
        var password = Case.Expectation == Expectation.Refused ? "faux" : Password;
        plan.AppendJoin('\t', "call", Id, Contract.Of(Version).Key, Version, address, Client, password).Append('\n');
        foreach (var (path, value) in Donnees.Fields)
            plan.AppendJoin('\t', value is null ? ["nil", path] : ["set", path, value]).Append('\n');
        plan.Append("end\n");
    }

    private static string Code(string prefix, int version, int number) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{version:D2}{number}");

    // Each call is another person: Apogée would merge two OPI of one.
    private static string Ine(string prefix, int version, int number) => string.Create(CultureInfo.InvariantCulture, $"{(int)prefix[0]:D3}{version:D2}{number:D4}HK");
}

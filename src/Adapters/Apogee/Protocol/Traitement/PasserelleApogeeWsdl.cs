using System.Text;
using Parcoursup.Gateway.Soap;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>
/// The contract of <see cref="PasserelleApogee"/>: <c>wsdl/PasserelleApogee.wsdl</c> as written, but for the address. It
/// imports nothing, so that a client behind any proxy needs one request only.
/// </summary>
public static class PasserelleApogeeWsdl
{
    private const string Resource = "PasserelleApogee.wsdl";

    public static WsdlDocument Document { get; } = Load();

    private static WsdlDocument Load()
    {
        using var stream = typeof(PasserelleApogeeWsdl).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource {Resource} is missing from the build.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return new WsdlDocument(reader.ReadToEnd());
    }
}

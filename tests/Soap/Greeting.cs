using System.Xml;
using Parcoursup.Gateway.Soap.Xml;

namespace Parcoursup.Gateway.Soap.Tests;

internal sealed record Greeting(string? Name, string? Title, string? Town);

/// <summary>An operation that records what it read and answers as it is told.</summary>
internal sealed class GreetOperation(Func<Greeting, SoapCall, SoapReply>? answer = null) : SoapOperation<Greeting>
{
    public List<Greeting> Handled { get; } = [];

    public Greeting Only => Assert.Single(Handled);

    protected override Greeting Read(XmlReader reader, XmlQualifiedName name)
    {
        string? who = null, title = null, town = null;
        var children = reader.EnterElement();
        while (children.MoveNext())
        {
            switch (reader.LocalName)
            {
                case "name": who = reader.ReadTextOrNull(); break;
                case "title": title = reader.ReadTextOrNull(); break;
                case "town": town = reader.ReadTextOrNull(); break;
                default: reader.Skip(); break;
            }
        }

        return new(who, title, town);
    }

    protected override ValueTask<SoapReply> HandleAsync(Greeting request, SoapCall call, CancellationToken cancellationToken)
    {
        Handled.Add(request);
        return new(answer?.Invoke(request, call) ?? SoapReply.Empty("greetResponse", call.Name.Namespace));
    }
}

using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Composition;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Gateway.Tests.Documentation;

/// <summary>The words of open lists that the rooms of the composed gateway have registered.</summary>
internal static class Registered
{
    private static readonly IServiceCollection Services = GatewayHost.CreateBuilder([]).Services;

    public static IReadOnlyList<string> Of<T>() where T : struct, IKind =>
        [.. Services.Select(s => s.ImplementationInstance).OfType<RegisteredKind<T>>().Select(r => r.Kind.Code)];
}

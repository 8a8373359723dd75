using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Intake;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Facade;

/// <summary>The words of open lists that this room writes.</summary>
internal static class Kinds
{
    extension(Canal)
    {
        /// <summary>An enrolment through the hosted façade (rule D3).</summary>
        public static Canal Facade => new("Facade");
    }

    public static IServiceCollection Add(IServiceCollection services) => services
        .AddKinds(Canal.Facade);
}

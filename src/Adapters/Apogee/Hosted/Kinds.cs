using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Intake;

namespace Parcoursup.Gateway.Adapters.Apogee.Hosted;

/// <summary>The words of open lists that this room writes.</summary>
internal static class Kinds
{
    extension(Canal)
    {
        /// <summary>The hosted OPI web service.</summary>
        public static Canal Opi => new("Opi");
    }

    public static IServiceCollection Add(IServiceCollection services) => services
        .AddKinds(Canal.Opi);
}

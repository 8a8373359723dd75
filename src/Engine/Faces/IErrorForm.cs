namespace Parcoursup.Gateway.Engine.Faces;

/// <summary>How whatever goes wrong is answered to callers who do not read the errors of the REST API.</summary>
public interface IErrorForm
{
    /// <summary>Their addresses begin with it.</summary>
    PathString Prefix { get; }

    /// <param name="message">In French.</param>
    IResult Answer(HttpContext http, int status, string message);
}
